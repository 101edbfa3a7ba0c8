"""“Ma situation”: what a visitor asked, what is near them, and the one page that answers."""

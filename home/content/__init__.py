"""The loader of `content/`: reading and checking the files, then making pages and records of them."""

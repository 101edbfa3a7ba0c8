"""Use cases about people."""

from django.db import transaction

from accounts.demo import DEMO_PASSWORD, DemoAccount
from accounts.models import User


@transaction.atomic
def ensure_demo_account(*, account: DemoAccount) -> User:
    """Make the account, or give it back its known password; running it twice changes nothing."""
    user, created = User.objects.get_or_create(
        email=account.email,
        defaults={"first_name": account.role, "is_staff": True, "is_superuser": account.is_superuser},
    )
    if created or not user.check_password(DEMO_PASSWORD):
        user.set_password(DEMO_PASSWORD)
        user.save(update_fields=["password"])
    return user

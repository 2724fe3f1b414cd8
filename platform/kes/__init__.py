"""What every group and document stands on: accounts, permissions' hinge, live updates, markup."""

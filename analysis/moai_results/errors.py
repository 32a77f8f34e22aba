"""What a user can put right: wrong folders, unknown names, too few trials."""


class UserError(ValueError):
    """Its words are for the user: problem (why) suggestion."""

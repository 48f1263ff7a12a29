"""The roles, as predicates other rooms combine into sentences."""

import rules


@rules.predicate
def is_officer(user) -> bool:
    return user.is_authenticated and user.is_active and user.is_officer


@rules.predicate
def is_administrator(user) -> bool:
    return user.is_authenticated and user.is_active and user.is_administrator


@rules.predicate
def is_champion(user) -> bool:
    return user.is_authenticated and user.is_active and user.is_champion

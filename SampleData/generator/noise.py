"""Numbers that look drawn by lot and depend on nothing but the seed and what they are for."""

import hashlib

from .settings import SETTINGS


def between(low, high, *purpose):
    """Gives a whole number from low to high, always the same for the same purpose."""
    text = "/".join([SETTINGS["seed"], *(str(part) for part in purpose)])
    number = int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:8], "big")
    return low + number % (high - low + 1)


def varied(weight, percent, *purpose):
    """Gives a weight moved up or down by at most so many per cent, in hundredths of the weight."""
    return weight * between(100 - percent, 100 + percent, *purpose)


def split(total, weights, unit=1):
    """Splits a total over keys by weight, in whole units; the last key takes what is left."""
    whole = sum(weights.values())
    parts = {key: total * weight // (whole * unit) * unit for key, weight in weights.items()}
    last = list(weights)[-1]
    parts[last] += total - sum(parts.values())
    return parts

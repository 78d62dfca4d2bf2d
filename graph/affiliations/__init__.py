"""From the text of an affiliation to the institutions and the country that it names."""

from graph.affiliations.matcher import CONFIDENT, Matcher
from graph.affiliations.records import Found, Organisation

__all__ = ["CONFIDENT", "Found", "Matcher", "Organisation"]

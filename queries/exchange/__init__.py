"""Answers and networks in the forms of other programs: spreadsheets, Gephi, VOSviewer, reference managers."""

from queries.exchange.forms import ALL, CITATIONS, NETWORKS, TABLES, Form, encoded, network_file
from queries.exchange.state import DataState, data_state

__all__ = ["ALL", "CITATIONS", "NETWORKS", "TABLES", "DataState", "Form", "data_state", "encoded", "network_file"]

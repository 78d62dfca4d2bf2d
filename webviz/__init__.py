"""The pages: a small Flask app over one base; offline, read-only, one file a view.

Public: `create_app` makes the app, `serve` serves it on this machine.
"""

from webviz.app import create_app
from webviz.serving import serve

__all__ = ["create_app", "serve"]

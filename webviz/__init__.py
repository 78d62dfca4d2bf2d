"""The pages: a small Flask app over one base; offline, read-only, one file a view.

Public: `create_app` makes the app, `views` lists the views.
"""

from webviz.app import create_app
from webviz.catalogue import views

__all__ = ["create_app", "views"]

"""The Flask application: pages, JSON interface and live socket of one treadmill."""

from flask import Flask

from web.api import api_blueprint
from web.failures import add_error_pages
from web.pages import pages_blueprint
from web.preferences import add_preferences
from web.reports import reports_blueprint
from web.security import protect
from web.socket import add_live_socket
from web.speech import add_speech
from web.treadmill import Treadmill

__all__ = ["create_app"]

#: A note is the largest thing that anybody sends.
BODY_BYTES_MAX = 16 * 1024


def create_app(treadmill: Treadmill) -> Flask:
    """Return the application that shows and steers `treadmill`, which the caller starts and closes."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = BODY_BYTES_MAX
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    protect(app)
    add_preferences(app)
    add_speech(app)
    app.register_blueprint(pages_blueprint(treadmill))
    app.register_blueprint(reports_blueprint(treadmill.store))
    app.register_blueprint(api_blueprint(treadmill))
    add_live_socket(app, treadmill.hub)
    add_error_pages(app)
    return app

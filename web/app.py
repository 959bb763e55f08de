"""The Flask application: pages, JSON interface and live socket of one treadmill."""

from flask import Flask

from web.access import Access, add_access
from web.admin import admin_blueprint
from web.api import api_blueprint
from web.cookies import SignedCookie
from web.failures import add_error_pages
from web.forgery import refuse_forgeries
from web.log_in import log_in_blueprint
from web.openapi import openapi_blueprint
from web.pages import pages_blueprint
from web.plans_api import plans_blueprint
from web.preferences import add_preferences
from web.proxies import NamedProxies
from web.replay_socket import add_replay_socket
from web.reports import reports_blueprint
from web.security import protect
from web.setup_api import setup_api_blueprint
from web.setup_pages import setup_pages_blueprint
from web.socket import add_live_socket
from web.speech import add_speech
from web.throttle import Throttle
from web.tls_socket import share_tls
from web.trail import Trail
from web.training_api import training_blueprint
from web.training_pages import training_pages_blueprint
from web.treadmill import Treadmill
from web.verdicts import add_verdicts
from web.workshop import Workshop

__all__ = ["create_app"]

#: A note is the largest thing that anybody sends.
BODY_BYTES_MAX = 16 * 1024


def create_app(
    treadmill: Treadmill,
    workshop: Workshop | None = None,
    *,
    access: Access | None = None,
    throttle: Throttle | None = None,
) -> Flask:
    """Return the application that shows and steers `treadmill`, which the caller starts and closes.

    Parameters
    ----------
    treadmill : Treadmill
        What is shown.
    workshop : Workshop, optional
        With it the mat can be examined and calibrated.
    access : Access, optional
        How people are let in; by default everybody is, which is for loopback.
    throttle : Throttle, optional
        Limits wrong passwords.
    """
    access = access or Access()
    app = Flask(__name__)
    app.secret_key = access.secret_key
    app.session_interface = SignedCookie()
    app.config["MAX_CONTENT_LENGTH"] = BODY_BYTES_MAX
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    protect(app)
    add_preferences(app)
    add_access(app, treadmill.store, access)
    refuse_forgeries(app)
    trail = Trail(treadmill.store)
    trail.follow(app)
    add_speech(app)
    add_verdicts(app)
    app.register_blueprint(pages_blueprint(treadmill))
    app.register_blueprint(setup_pages_blueprint(treadmill, workshop))
    app.register_blueprint(reports_blueprint(treadmill.store))
    app.register_blueprint(api_blueprint(treadmill))
    app.register_blueprint(admin_blueprint(treadmill.store))
    app.register_blueprint(log_in_blueprint(treadmill.store, trail, throttle or Throttle()))
    app.register_blueprint(setup_api_blueprint(treadmill, workshop))
    app.register_blueprint(openapi_blueprint())
    app.register_blueprint(training_pages_blueprint(treadmill))
    app.register_blueprint(training_blueprint(treadmill))
    app.register_blueprint(plans_blueprint(treadmill.store))
    add_live_socket(app, treadmill.hub)
    add_replay_socket(app, treadmill.store, treadmill.hub)
    add_error_pages(app)
    app.wsgi_app = NamedProxies(share_tls(app.wsgi_app), access.proxies)  # type: ignore[method-assign]
    return app

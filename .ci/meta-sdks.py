#!/usr/bin/env python3
"""Calls the simulated Graph API with Meta's official Business SDK and with pywa, as an independent check of the simulation.

Not part of "verify", and no dependency of the project: pip install facebook_business==26.0.3 pywa==4.5.0, start the local system, then
  .ci/meta-sdks.py [http://localhost:3001]
Each call says what is expected of it; docs/simulation.md explains those that are expected to fail. Ends with 1 when one does otherwise.
"""
import sys
import time
import uuid

import httpx
from facebook_business.adobjects.business import Business
from facebook_business.adobjects.whatsappbusinessaccount import WhatsAppBusinessAccount
from facebook_business.api import FacebookAdsApi
from facebook_business.session import FacebookSession
from pywa import WhatsApp, types
from pywa.types import templates as t

BASE = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:3001"
APP, SECRET = "845120037719402", "00000000000000000000000000000001"
TOKEN, WABA, BUSINESS = "EAAsimulatedGoodToken", "217640915503381", "660238814470915"
NAME = "sdk_" + uuid.uuid4().hex[:8]
OTP = [
    {"type": "BODY", "add_security_recommendation": True},
    {"type": "FOOTER", "code_expiration_minutes": 10},
    {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]},
]

FacebookSession.GRAPH = BASE
FacebookAdsApi.init(APP, SECRET, TOKEN)
waba = WhatsAppBusinessAccount(WABA)

number = waba.get_phone_numbers()[0]["id"]
pywa = WhatsApp(phone_id=number, token=TOKEN, waba_id=WABA, business_portfolio_id=BUSINESS, session=httpx.Client())
pywa.api._session.base_url = BASE + "/v26.0"


def template():
    """The template of the official SDK, as pywa reads it."""
    return next(iter(pywa.get_templates(name=NAME + "_a")))


def send():
    """Sends when the review is over, which takes seconds here."""
    for _ in range(30):
        if all(found.status == "APPROVED" for found in pywa.get_templates(name=NAME + "_a")):
            break
        time.sleep(1)
    pywa.send_template(**message())


# name, call, whether it works here
CALLS = [
    ("sdk: WABA", lambda: waba.api_get(fields=["id", "name", "health_status"]), True),
    ("sdk: WABA, every field", lambda: waba.api_get(fields=sdk_fields()), True),
    ("sdk: WABA, update", lambda: waba.api_update(params={"is_enabled_for_insights": True}), False),
    ("sdk: numbers", lambda: list(waba.get_phone_numbers(fields=["id", "status"])), True),
    ("sdk: assigned users", lambda: list(waba.get_assigned_users(params={"business": BUSINESS})), True),
    ("sdk: assign a user", lambda: waba.create_assigned_user(params={"user": 1, "tasks": ["MANAGE"]}), False),
    ("sdk: system users", lambda: list(Business(BUSINESS).get_system_users(fields=["id", "role"])), True),
    ("sdk: upsert", lambda: waba.create_upsert_message_template(params=upsert("_a")), True),
    ("sdk: templates", lambda: list(waba.get_message_templates(params={"name": NAME + "_a"})), True),
    ("sdk: previews", lambda: list(waba.get_message_template_previews(params=previews())), True),
    ("sdk: create a template", lambda: waba.create_message_template(params=created()), True),
    ("sdk: delete a template", lambda: delete(), True),
    ("sdk: subscribed apps", lambda: list(waba.get_subscribed_apps()), False),
    ("sdk: owned accounts", lambda: list(Business(BUSINESS).get_owned_whats_app_business_accounts()), False),
    ("pywa: WABA", lambda: pywa.get_business_account(), False),
    ("pywa: number", lambda: pywa.get_business_phone_number(), True),
    ("pywa: numbers", lambda: list(pywa.get_business_phone_numbers()), True),
    ("pywa: profile", lambda: pywa.get_business_profile(), True),
    ("pywa: templates", lambda: list(pywa.get_templates()), True),
    ("pywa: template", lambda: pywa.get_template(template().id), True),
    ("pywa: upsert", lambda: pywa.upsert_authentication_template(**pywa_upsert()), False),
    ("pywa: send", send, True),
    ("pywa: send text", lambda: pywa.send_text("+436605550999", "hello"), False),
    ("pywa: delete a template", lambda: pywa.delete_template(NAME + "_a"), True),
    ("pywa: owned accounts", lambda: list(pywa.get_owned_business_accounts()), False),
    ("pywa: register", lambda: pywa.register_phone_number("519042"), True),
    ("pywa: settings", lambda: pywa.get_business_phone_number_settings(), False),
    ("pywa: callback of the WABA", lambda: pywa.delete_waba_callback_url(), False),
]


def sdk_fields():
    fields = vars(WhatsAppBusinessAccount.Field)
    return [value for name, value in fields.items() if not name.startswith("_") and isinstance(value, str)]


def upsert(end):
    return {"name": NAME + end, "languages": ["en", "de"], "category": "AUTHENTICATION", "components": OTP}


def delete():
    waba.create_upsert_message_template(params=upsert("_d"))
    waba.delete_message_templates(params={"name": NAME + "_d"})


def previews():
    return {"category": "AUTHENTICATION", "languages": ["en", "de"], "button_types": ["OTP"]}


def created():
    return {"name": NAME + "_c", "language": "en", "category": "AUTHENTICATION", "components": OTP}


def pywa_upsert():
    return {
        "name": NAME + "_p",
        "languages": [t.TemplateLanguage.ENGLISH],
        "otp_button": t.CopyCodeOTPButton(),
        "add_security_recommendation": True,
        "code_expiration_minutes": 10,
    }


def message():
    return {
        "to": "+436605550999",
        "name": NAME + "_a",
        "language": t.TemplateLanguage.GERMAN,
        "params": [t.AuthenticationBody.params(otp="493027"), t.CopyCodeOTPButton.params(otp="493027")],
    }


def main():
    surprises = 0
    for name, call, works in CALLS:
        try:
            call()
            outcome, why = True, ""
        except Exception as error:  # Whatever a client raises is the outcome of its call.
            outcome, why = False, " ".join(str(error).split())[:200]
        surprise = outcome != works
        surprises += surprise
        print(f"{'!!' if surprise else 'ok'}  {name:28} {'works' if outcome else 'fails: ' + why}")
    return 1 if surprises else 0


if __name__ == "__main__":
    sys.exit(main())

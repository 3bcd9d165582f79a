"""Addresses of this room. Where allauth looks for its own name, the same address has both."""

from allauth.mfa.webauthn.views import login_webauthn
from django.urls import URLPattern, URLResolver, path

from takwin.accounts.views import account, confirming, data, entrance, merging, people, recovery, security

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-up/", entrance.sign_up, name="sign-up"),
    path("welcome/", entrance.welcome, name="welcome"),
    path("sign-in/", entrance.SignInView.as_view(), name="sign-in"),
    path("sign-in/", entrance.SignInView.as_view(), name="account_login"),
    path("sign-in/second-step/", security.SecondStepView.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/closed/", entrance.closed, name="account_inactive"),
    path("sign-out/", entrance.sign_out, name="sign-out"),
    path("i18n/setlang/", entrance.set_language, name="set_language"),
    path("recover/", recovery.recover, name="recover"),
    path("recover/mail/", recovery.recover_by_mail, name="recover-by-mail"),
    path("recover/code/", recovery.recover_by_code, name="recover-by-code"),
    path("recover/<str:uid>/<str:token>/", recovery.new_password, name="new-password"),
    path("account/", account.account, name="account"),
    path("account/email/", account.change_email, name="change-email"),
    path("account/email/<str:token>/", account.confirm_email, name="confirm-email"),
    path("account/password/", account.change_password, name="change-password"),
    path("account/codes/", account.codes, name="codes"),
    path("account/codes/new/", account.new_codes, name="new-codes"),
    path("account/confirm/", security.ConfirmView.as_view(), name="account_reauthenticate"),
    path("account/confirm/code/", security.ConfirmBySecondStepView.as_view(), name="mfa_reauthenticate"),
    path("account/confirm/passkey/", security.ConfirmByPasskeyView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("account/confirm/service/", confirming.confirm_elsewhere, name="confirm-elsewhere"),
    path("account/security/", security.SecurityView.as_view(), name="security"),
    path("account/security/", security.SecurityView.as_view(), name="mfa_index"),
    path("account/security/authenticator/", security.AddAuthenticatorView.as_view(), name="mfa_activate_totp"),
    path(
        "account/security/authenticator/remove/", security.RemoveAuthenticatorView.as_view(), name="mfa_deactivate_totp"
    ),
    path("account/security/passkey/", security.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("account/security/passkey/<int:pk>/remove/", security.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"),
    path("account/security/spare-codes/", security.SpareCodesView.as_view(), name="mfa_view_recovery_codes"),
    path("account/security/spare-codes/new/", security.NewSpareCodesView.as_view(), name="mfa_generate_recovery_codes"),
    path("account/merge/", merging.other_account, name="merge"),
    path("account/merge/preview/", merging.preview, name="merge-preview"),
    path("account/data/", data.my_data, name="my-data"),
    path("account/data/takwin.zip", data.download, name="my-data-download"),
    path("account/data/erase/", data.erase, name="my-data-erase"),
    path("account/erased/", data.erased, name="erased"),
    path("people/", people.people, name="people"),
    path("people/access/", people.reissues, name="people-access"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/decide/<slug:what>/", people.decide, name="person-decide"),
]

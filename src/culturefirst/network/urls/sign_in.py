"""The sign-in library's addresses, each with a policy of ours."""

from allauth.account import urls as account
from allauth.account import views as account_views
from allauth.mfa import urls as mfa
from allauth.mfa.base import views as factor_views
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView

from culturefirst.kit.policy import anybody, signed_in
from culturefirst.network import sign_in_forms
from culturefirst.network.library_urls import library
from culturefirst.network.sign_in_limits import (
    asking_for_a_new_password,
    second_step,
    signing_in,
)
from culturefirst.network.signing_out import forgetting

SIGN_IN = library(
    "accounts/",
    account.urlpatterns,
    policies={
        "account_login": anybody,
        "account_logout": anybody,
        "account_inactive": anybody,
        "account_reauthenticate": signed_in,
        "account_email": signed_in,
        "account_email_verification_sent": anybody,
        "account_confirm_email": anybody,
        "account_change_password": signed_in,
        "account_set_password": signed_in,
        "account_reset_password": anybody,
        "account_reset_password_done": anybody,
        "account_reset_password_from_key": anybody,
        "account_reset_password_from_key_done": anybody,
    },
    unused=frozenset({"account_signup", "account_confirm_login_code"}),
    instead={
        "account_login": signing_in(
            account_views.LoginView.as_view(form_class=sign_in_forms.LoginForm)
        ),
        "account_logout": forgetting(account_views.LogoutView.as_view()),
        "account_email": account_views.EmailView.as_view(form_class=sign_in_forms.AddEmailForm),
        "account_reauthenticate": account_views.ReauthenticateView.as_view(
            form_class=sign_in_forms.ReauthenticateForm
        ),
        "account_change_password": account_views.PasswordChangeView.as_view(
            form_class=sign_in_forms.ChangePasswordForm
        ),
        "account_set_password": account_views.PasswordSetView.as_view(
            form_class=sign_in_forms.SetPasswordForm
        ),
        "account_reset_password": asking_for_a_new_password(
            account_views.PasswordResetView.as_view(form_class=sign_in_forms.ResetPasswordForm)
        ),
        "account_reset_password_from_key": account_views.PasswordResetFromKeyView.as_view(
            form_class=sign_in_forms.ResetPasswordKeyForm
        ),
    },
)

SECOND_FACTORS = library(
    "accounts/2fa/",
    mfa.urlpatterns,
    policies={
        "mfa_index": signed_in,
        "mfa_authenticate": anybody,
        "mfa_reauthenticate": signed_in,
        "mfa_activate_totp": signed_in,
        "mfa_deactivate_totp": signed_in,
        "mfa_view_recovery_codes": signed_in,
        "mfa_generate_recovery_codes": signed_in,
        "mfa_download_recovery_codes": signed_in,
        "mfa_list_webauthn": signed_in,
        "mfa_add_webauthn": signed_in,
        "mfa_reauthenticate_webauthn": signed_in,
        "mfa_remove_webauthn": signed_in,
        "mfa_edit_webauthn": signed_in,
        "mfa_login_webauthn": anybody,
    },
    instead={
        "mfa_authenticate": second_step(
            factor_views.AuthenticateView.as_view(form_class=sign_in_forms.AuthenticateForm)
        ),
        "mfa_reauthenticate": factor_views.ReauthenticateView.as_view(
            form_class=sign_in_forms.ReauthenticateCodeForm
        ),
        "mfa_activate_totp": ActivateTOTPView.as_view(form_class=sign_in_forms.ActivateAppForm),
        "mfa_add_webauthn": AddWebAuthnView.as_view(form_class=sign_in_forms.AddPasskeyForm),
        "mfa_edit_webauthn": EditWebAuthnView.as_view(form_class=sign_in_forms.RenamePasskeyForm),
    },
)

urlpatterns = [*SIGN_IN, *SECOND_FACTORS]

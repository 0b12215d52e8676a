"""The codes of Wilddog's auth clients and their English, marked for extraction.

The texts are those of the reference page 错误码, character for character. Two codes may share an
English text and differ elsewhere, so the code is each message's context (``msgctxt``).
"""

from __future__ import annotations


def pgettext(context: str, message: str) -> tuple[int, str]:
    """Mark one message for extraction and give back its code and English, untranslated.

    ``context`` is the code in digits, ``message`` the English text. This is the gettext manual's
    deferred translation: extraction tools know the name and read both literals from the source.

    >>> pgettext("22018", "Invalid oobCode.")
    (22018, 'Invalid oobCode.')
    """
    return int(context), message


MARKED = (
    # Identity and credentials
    pgettext("22001", "The server indicated that this operation failed"),
    # Translators: token stays Latin.
    pgettext("22002", "The supplied auth token has expired"),
    # Translators: oauth token and wilddog stay Latin. The Chinese also says to contact Wilddog.
    pgettext("22003", "The fetch token has expired"),
    # Translators: token stays Latin.
    pgettext("22004", "The supplied auth token was invalid"),
    # Translators: The Chinese says that the user could not be created, the English that a
    # transaction was retried too often.
    pgettext("22005", "The transaction had too many retries"),
    # Translators: The Chinese also says where to enable it: in the console.
    pgettext("22006", "The specified authentication type is not enabled for this Wilddog."),
    # Translators: token stays Latin. The Chinese says that token authentication needs the super
    # secret; the English calls the sign the auth secret.
    pgettext("22007", "The specified authentication sign is the auth secret ."),
    # Translators: The Chinese says whom to contact, with an e-mail address that must stay as it is.
    pgettext("22008", "Invalid provider specified, please check application code."),
    pgettext("22009", "The specified email address is incorrect."),
    pgettext("22010", "The specified password is incorrect."),
    pgettext("22011", "The specified user does not exist."),
    pgettext("22012", "A security error occurred while processing the authentication request."),
    # Translators: Near twin of 22203, which names another account: keep the two texts different.
    pgettext("22013", "The specified email address is already in use."),
    pgettext("22014", "Invalid authentication credentials provided."),
    pgettext("22015", "Invalid authentication arguments provided."),
    pgettext("22016", "A third_party provider error occurred. See data for details."),
    # Translators: oobCode is the code in a password reset e-mail. The Chinese describes the request
    # and doesn't name it; a translation that names it keeps it Latin.
    pgettext("22018", "Invalid oobCode."),
    # Application users
    # Translators: appid stays Latin.
    pgettext("22101", "AppUser not exist. Please check appId"),
    # Linking and accounts
    # Translators: Near twin of 22208: this one is about each OAuth provider. The stray curly quote
    # at the end of the English belongs to the text. oauth stays Latin.
    pgettext("22201", "User can only be linked to one identity for the given provider.”"),
    # Translators: api and token stay Latin. The Chinese says that the user has upgraded the API,
    # the English that the client uses the upgrade API.
    pgettext("22202", "Client use upgrade API , but token is old version"),
    # Translators: Near twin of 22013, which doesn't name another account: keep the two texts
    # different.
    pgettext("22203", "The email address is already in use by another account"),
    pgettext("22204", "This identity already linked anotheraccount."),
    pgettext("22205", "The account doesn’t hava a email."),
    pgettext("22206", "There is no user record corresponding to this identifier. The user may have been deleted."),
    # Translators: token stays Latin. The Chinese says that the token could not be parsed; the
    # English isn't quite a sentence.
    pgettext("22207", "The token was parsed error."),
    # Translators: Near twin of 22201: this one is about Wilddog's own ways to log in, each bound at
    # most once.
    pgettext("22208", "User can only be linked to one identity for the given provider."),
    # Translators: The Chinese also says what to do: log in again.
    pgettext("22209", "The user try to do security_sensitive actions require that the user has recently signed in"),
    # Translators: wilddog stays Latin. The Chinese calls the password provider the Wilddog way to
    # log in.
    pgettext("22210", "The user not have password provider"),
    # Password and profile
    # Translators: The numbers are limits: keep them.
    pgettext("22211", "Password’s length must between 6 and 32"),
    # Translators: The number is a limit: keep it.
    pgettext("22212", "DisplayName length must be length than 20"),
    # Translators: The number is a limit: keep it.
    pgettext("22213", "PhotoUrl length must be length than 1024"),
    # Tokens and their claims
    # Translators: token stays Latin.
    pgettext("22214", "This token is not for this app"),
    # Translators: token stays Latin.
    pgettext("22215", "This token’s type is not correct"),
    # Translators: wilddog id token stays Latin. The Chinese says that a custom field is wrong.
    pgettext("22216", "This idtoken’s claims is not correct"),
    # Translators: token and wilddog id stay Latin. The Chinese says that the Wilddog ID is invalid,
    # the English names the userid.
    pgettext("22217", "This token’s userid in not valid"),
    # Translators: wilddog stays Latin.
    pgettext("22218", "This idtoken’s wilddog claim is error"),
    # E-mail addresses, phone numbers and profile contents
    pgettext("22219", "The specified phone is incorrect."),
    pgettext("22220", "The email is not exist"),
    pgettext("22221", "The phone is not exist"),
    # Translators: The Chinese says that no code was sent to this phone, the English that a code
    # must be given. smsCode, where named, stays Latin.
    pgettext("22222", "When user’s operation with phone, the smsCode must be carried"),
    pgettext("22223", "Send smsCode occurred error, Please try it again"),
    pgettext("22224", "The phone is already in use by another account."),
    pgettext("22225", "Photo url or display name contain illegal special characters"),
    # SMS codes and service
    pgettext("22226", "Sms code error , please retry to send sms code"),
    pgettext("22227", "Sms server error , Please try again"),
    pgettext("22230", "Sms forbidden error , Please apply for the sms server"),
    pgettext("22232", "Sms type is empty"),
    # WeChat mini programs
    pgettext("22233", "Weapp login error, Please see the details"),
    pgettext("22234", "Weapp userinfo sign check failed, Please check it and try again"),
    # SMS limits and billing
    pgettext("22235", "Sms frequency error ."),
    # Translators: The Chinese writes the amount as 5元, the English as ¥5, and says that SMS can't
    # be enabled.
    pgettext("22236", "Your account must have at least ¥5 to use sms service"),
    pgettext("22237", "Your account rate insufficient balance"),
    pgettext("22238", "Your account dose not have enough balance for this api call"),
    # Translators: The Chinese says more: the limit is 10 calls a second, and to retry later.
    pgettext("22239", "Exceeded max api call frequency"),
    # Anything else, and the text of every unknown code
    # Translators: Also shown for every code that isn't in the catalogue.
    pgettext("29999", "An unknown error ocurred"),
)

ENGLISH = dict(MARKED)
"""The English text of each code, in ascending order of codes."""

UNKNOWN = 29999
"""The code whose text stands for every code that isn't in the catalogue."""

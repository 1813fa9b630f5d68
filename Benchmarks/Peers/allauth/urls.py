from django.http import HttpResponse
from django.urls import include, path


def welcome(request):
    """The last page of a sign-up: the account's address."""
    return HttpResponse(f"<h1>{request.user.email}</h1>" if request.user.is_authenticated else "")


urlpatterns = [path("accounts/", include("allauth.urls")), path("selamat", welcome)]

"""Addresses of the alliance as a whole: its picture, its territories, its proofs."""

from django.urls import URLPattern, path

from coalitions.alliance import views as alliance
from coalitions.proofs import views as proofs
from coalitions.territories import views as territories

app_name = "coalitions"

urlpatterns: list[URLPattern] = [
    path("alliance/", alliance.picture, name="alliance"),
    path("alliance.json", alliance.facts, name="alliance-facts"),
    path("territoires/", territories.overview, name="territories"),
    path("territoires/<str:slug>/", territories.territory, name="territory"),
    path("nos-preuves/", proofs.proofs, name="proofs"),
    path("nos-preuves/<str:name>/", proofs.proof, name="proof"),
]

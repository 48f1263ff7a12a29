from django.urls import path

from compact_portal.people.views import account, organisations, people, set_up

app_name = "people"

urlpatterns = [
    path("account/", account.account, name="account"),
    path("account/go-on/", account.go_on, name="go-on"),
    path("account/name/", account.change_name, name="change-name"),
    path("account/organisations/find/", account.find_organisation, name="find-organisation"),
    path("account/organisations/propose/", account.propose_organisation, name="propose-organisation"),
    path("account/organisations/<slug:slug>/join/", account.join_organisation, name="join-organisation"),
    path("account/memberships/<int:pk>/asked/", account.asked, name="asked"),
    path("account/memberships/<int:pk>/leave/", account.leave_organisation, name="leave-organisation"),
    path("account/invitations/<int:pk>/", account.answer_invitation, name="answer-invitation"),
    path("organisations/", organisations.organisation_list, name="organisations"),
    path("organisations/organisations.csv", organisations.organisation_csv, name="organisations-csv"),
    path("organisations/invite/", organisations.invite_organisation, name="invite-organisation"),
    path("organisations/<slug:slug>/", organisations.organisation_detail, name="organisation"),
    path("organisations/<slug:slug>/decide/", organisations.decide_organisation, name="decide-organisation"),
    path(
        "organisations/<slug:slug>/members/<int:pk>/<slug:change>/", organisations.change_member, name="change-member"
    ),
    path("people/", people.people_list, name="people"),
    path("people/people.csv", people.people_csv, name="csv"),
    path("people/<int:pk>/", people.person_detail, name="person"),
    path("people/<int:pk>/roles/", people.change_roles, name="change-roles"),
    path("people/<int:pk>/deactivate/", people.deactivate, name="deactivate"),
    path("people/<int:pk>/reactivate/", people.reactivate, name="reactivate"),
    path("setup/done/", set_up.done, name="set-up-done"),
    path("setup/<str:token>/", set_up.name_partnership, name="set-up"),
    path("setup/<str:token>/administrator/", set_up.name_administrator, name="set-up-administrator"),
]

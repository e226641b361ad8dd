"""The profile of one actor: its leaders, descent, strengths, attacks, allies and rivals, every line cited."""

from sourcebook.publish.profile.drawing import drawn
from sourcebook.publish.profile.facts import Profile, line_content, profile_of
from sourcebook.publish.profile.files import written
from sourcebook.publish.profile.finding import actor_called
from sourcebook.publish.profile.genealogy import Genealogy, genealogy_of
from sourcebook.publish.profile.markdown import markdown_profile
from sourcebook.publish.profile.page import html_profile

__all__ = [
    "Genealogy",
    "Profile",
    "actor_called",
    "drawn",
    "genealogy_of",
    "html_profile",
    "line_content",
    "markdown_profile",
    "profile_of",
    "written",
]

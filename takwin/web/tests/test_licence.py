"""A licence by the name people know."""

import pytest

from takwin.web.licence import Licence, licence


@pytest.mark.parametrize(("identifier", "name", "address"), [
    ("CC-BY-SA-4.0", "CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/deed.ar"),
    ("CC-BY-NC-ND-3.0", "CC BY-NC-ND 3.0", "https://creativecommons.org/licenses/by-nc-nd/3.0/deed.ar"),
    ("CC-BY-SA-3.0-IGO", "CC BY-SA 3.0 IGO", "https://creativecommons.org/licenses/by-sa/3.0/igo/deed.ar"),
    ("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.ar"),
    ("Apache-2.0", "Apache-2.0", "https://spdx.org/licenses/Apache-2.0.html"),
    ("LicenseRef-all-rights-reserved", "all rights reserved", ""),
])  # fmt: skip
def test_a_licence_has_a_name_and_an_address(identifier: str, name: str, address: str) -> None:
    assert licence(identifier, "ar") == Licence(name, address)

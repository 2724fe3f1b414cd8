"""Office files are zip archives of XML: read one, change some parts, write it again."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from kes.publishing.model import Publication

Change = Callable[[str], str]


def rewrite(archive: bytes, changes: Mapping[str, Change], added: Mapping[str, str]) -> bytes:
    """The same archive, in the same order (ODT wants its type first), with parts changed and added."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(result, "w") as sink:
        for info in source.infolist():
            data = source.read(info)
            if info.filename in changes:
                data = changes[info.filename](data.decode("utf-8")).encode("utf-8")
            sink.writestr(info, data, compress_type=info.compress_type)
        for name, content in added.items():
            sink.writestr(name, content, compress_type=zipfile.ZIP_DEFLATED)
    return result.getvalue()


def moment(publication: Publication) -> str:
    """When it was made, as office files want it; pandoc in its sandbox has no clock."""
    created = publication.created or datetime.now(UTC)
    return created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

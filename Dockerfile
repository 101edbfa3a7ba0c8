# The portal: one image for the site, the worker and the scheduler (see compose.yaml).
# `make rehearse` plays these steps in a clean folder, without Docker.

FROM python:3.11-slim-bookworm AS build

ENV DJANGO_SETTINGS_MODULE=portal.settings.base \
    TLN_STATIC_ROOT=/srv/static

WORKDIR /srv/portal

COPY requirements.txt ./
RUN python -m venv /srv/venv \
    && /srv/venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: --requirement requirements.txt

COPY . .

# A secret of the build only: collecting static files reads the settings and signs nothing.
RUN SECRET_KEY=only-while-building ALLOWED_HOSTS=localhost /srv/venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && /srv/venv/bin/python -m compileall -q .


FROM python:3.11-slim-bookworm

ENV DJANGO_SETTINGS_MODULE=portal.settings.base \
    PATH=/srv/venv/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TLN_MEDIA_ROOT=/srv/media \
    TLN_STATIC_ROOT=/srv/static

WORKDIR /srv/portal

# Nothing here belongs to this user but the folder of uploaded files: the rest may be mounted read-only.
RUN useradd --system --uid 10001 --no-create-home --home-dir /srv/portal portal \
    && install --directory --owner=10001 /srv/media

COPY --from=build /srv/venv /srv/venv
COPY --from=build /srv/static /srv/static
COPY --from=build /srv/portal /srv/portal

USER 10001
EXPOSE 8000
VOLUME ["/srv/media"]
STOPSIGNAL SIGTERM

HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/-/live', timeout=4)"]

# Told to stop, gunicorn takes no new request and finishes those that it has begun. Migrations are a step of their own.
CMD ["gunicorn", "portal.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--graceful-timeout", "30", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]

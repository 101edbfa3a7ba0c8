# The portal: one image for the site, the worker and the scheduler (see compose.yaml).
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=portal.settings.base \
    TLN_STATIC_ROOT=/srv/static \
    TLN_MEDIA_ROOT=/srv/media

WORKDIR /srv/portal

COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt

COPY . .

# A secret of the build only: collecting static files reads the settings and signs nothing.
RUN useradd --system --uid 10001 --home-dir /srv/portal portal \
    && mkdir -p /srv/media /srv/portal/var \
    && SECRET_KEY=only-while-building ALLOWED_HOSTS=localhost python manage.py collectstatic --no-input --verbosity 0 \
    && chown portal: /srv/media /srv/portal/var

USER 10001
EXPOSE 8000
VOLUME ["/srv/media"]

CMD ["gunicorn", "portal.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]

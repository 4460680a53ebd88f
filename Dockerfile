# One image for every service of docker-compose.yml: workers, producers, readers. The tests run on this Python version.
FROM python:3.11-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md ./
COPY schemas schemas
COPY reference reference
COPY runtime runtime
COPY feeds feeds
COPY producers producers
COPY workers workers
COPY cli cli
# Only wheels: nothing is compiled, here or later. The environment has no pip of its own.
RUN python -m venv --without-pip /opt/policytape \
    && python -m pip --python /opt/policytape/bin/python install --no-cache-dir --disable-pip-version-check \
       --only-binary :all: --constraint constraints.txt .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home policytape \
    && python -m pip uninstall --yes --quiet pip setuptools wheel
COPY --from=build /opt/policytape /opt/policytape
ENV PATH=/opt/policytape/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
USER 10001
WORKDIR /home/policytape
ENTRYPOINT ["policytape"]
CMD ["--help"]

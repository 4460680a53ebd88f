#!/bin/sh
# Writes a random password for each user of docker-compose.yml into secrets/, unless it is there already.
set -eu

secrets=${SECRETS_DIR:-$(cd "$(dirname "$0")" && pwd)/secrets}
mkdir -p -m 700 "$secrets"
for name in producer worker reader; do
  file=$secrets/${name}_password
  if [ ! -e "$file" ]; then
    head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$file"
    chmod 644 "$file" # the user in the container is another one; the folder is closed to others here
  fi
done

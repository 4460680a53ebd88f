#!/bin/sh
# Starts the server of docker-compose.yml: AOF, nothing evicted, and users from *.acl with their passwords from secrets.
# A line of an .acl file holds #@NAME@ where the SHA-256 of the secret NAME_password goes.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
secrets=${SECRETS_DIR:-/run/secrets}
data=${DATA_DIR:-/data}
users=$(mktemp)

echo "user default off" > "$users"
for file in "$here"/*.acl; do
  name=$(basename "$file" .acl)
  hash=$(tr -d '\n' < "$secrets/${name}_password" | sha256sum | cut -d' ' -f1)
  # An ACL file knows no comments and no line ends within a user.
  grep -v '^#' "$file" | tr '\n' ' ' | sed "s/#@$name@/#$hash/g" >> "$users"
  echo >> "$users"
done

exec valkey-server --bind '*' --port "${PORT:-6379}" --protected-mode no --dir "$data" --aclfile "$users" \
  --appendonly yes --appendfsync everysec --auto-aof-rewrite-min-size 512mb --save '' \
  --maxmemory "${MAXMEMORY:-1gb}" --maxmemory-policy noeviction

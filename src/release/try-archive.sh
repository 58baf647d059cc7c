#!/usr/bin/env bash
# Tries the release archive as somebody would who has nothing but a Java runtime and no network:
#   ./mvnw -Prelease package && src/release/try-archive.sh target/charactermirror-*.zip
# Needs Linux, a JDK with jlink (to make the runtime), unzip, and the right to unshare the network.
set -euo pipefail

archive=$(realpath "$1")
jdk=$(dirname "$(dirname "$(realpath "$(command -v jlink)")")")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
elsewhere="$place/a folder 角色之镜"
mkdir -p "$elsewhere/work"

printf 'The checksums beside the archive\n'
(cd "$(dirname "$archive")" && sha256sum --check --quiet "$(basename "$archive" .zip).sha256")

printf 'The checksums inside it\n'
unzip -q "$archive" -d "$elsewhere"
installed=$(echo "$elsewhere"/charactermirror-*)
(cd "$installed" && sha256sum --check --quiet SHA256SUMS)
listed=$(wc -l <"$installed/SHA256SUMS")
there=$(find "$installed" -type f ! -name SHA256SUMS | wc -l)
[ "$listed" -eq "$there" ] || { printf '%s files are listed, %s are there\n' "$listed" "$there"; exit 1; }
for file in charmirror charmirror.cmd README.md LICENSE NOTICE THIRD-PARTY.txt sbom.cdx.json licenses/ICU4J.txt \
    man/man1/charmirror.1 man/man1/charmirror-run.1 completion/charmirror.bash; do
    [ -s "$installed/$file" ] || { printf '%s is missing\n' "$file"; exit 1; }
done
grep -q "^complete .* charmirror" "$installed/completion/charmirror.bash"

printf 'The links between its pages\n'
dead=0
while IFS= read -r -d '' page; do
    while IFS= read -r link; do
        [ -e "$(dirname "$page")/$link" ] || { printf '%s: %s is not there\n' "${page#"$installed/"}" "$link"; dead=1; }
    done < <(grep -oE '\]\([^)]+\)' "$page" | sed 's/^](//; s/)$//; s/#.*//' | grep -vE '^(https?:.*)?$' || true)
done < <(find "$installed" -name '*.md' -print0)
[ "$dead" -eq 0 ]

printf 'A Java runtime without a compiler\n'
"$jdk/bin/jlink" --add-modules java.se,jdk.unsupported,jdk.charsets,jdk.localedata,jdk.zipfs \
    --output "$elsewhere/java runtime"
[ ! -e "$elsewhere/java runtime/bin/javac" ]

# Nothing of this machine but the tools of the shell: no network, no locale, an empty cache, another working directory.
away() {
    (cd "$elsewhere/work" && env -i PATH=/usr/bin:/bin JAVA_HOME="$elsewhere/java runtime" \
        DJL_CACHE_DIR="$elsewhere/cache" unshare --net "$installed/charmirror" "$@")
}

printf 'The version\n'
away --version
printf 'The demonstration\n'
time away demo --out 'first 演示'
[ -s "$elsewhere/work/first 演示/report/index.html" ]
[ "$(find "$elsewhere/cache" -name 'libtorch_cpu*' | wc -l)" -eq 1 ]
printf 'The report of the paper\n'
cp -r "$installed/annotations/paper" "$elsewhere/work/paper"
away report paper >"$elsewhere/work/report.txt"
head -n 5 "$elsewhere/work/report.txt"
printf 'A command that goes wrong keeps its exit code\n'
code=0
away run 没有 --out nowhere || code=$?
[ "$code" -eq 3 ]
printf 'The archive works.\n'

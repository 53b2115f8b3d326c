# shellcheck shell=bash
# Set-up shared by scripts/run and scripts/test: Debian packages, the Rust toolchain, the target folder.
#
# Everything is said on stderr: stdout belongs to Audiopro, whose reports may be piped.

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
# Cargo reads a relative CARGO_TARGET_DIR from the caller's folder, and so do we.
target=${CARGO_TARGET_DIR:-$root/target}
[[ $target == /* ]] || target=$PWD/$target

say() {
    printf 'audiopro: %s\n' "$*" >&2
}

die() {
    say "$@"
    exit 1
}

# Packages of the sections named, one a line.
packages_of() {
    awk -v wanted=" $* " '
        { sub(/#.*/, "") }
        /^\[.*\]/ { section = substr($1, 2, length($1) - 2); next }
        NF && index(wanted, " " section " ") { print $1 }
    ' "$root/scripts/packages.txt"
}

# Runs apt-get as root, or says how to and stops.
as_root() {
    local -a become=()
    if ((EUID != 0)); then
        if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 && -t 2 ]]; }; then
            become=(sudo)
        else
            local prefix='' where='as root'
            command -v sudo >/dev/null && prefix='sudo ' where='in a terminal'
            say "only the administrator can install packages. Run this $where, then start again:"
            printf '\n    %sapt-get update && %sapt-get install --no-install-recommends -y %s\n\n' "$prefix" "$prefix" "$*" >&2
            exit 1
        fi
    fi
    say "refreshing the package lists"
    "${become[@]}" apt-get -qq -o DPkg::Lock::Timeout=120 update >&2 || say "the package lists could not be refreshed; trying with the old ones"
    "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 \
        install --no-install-recommends -y "$@" >&2 || die "apt-get could not install the packages; its message stands above"
}

# Changes whenever the list, or anything that is installed, does.
packages_state() {
    sha256sum <"$root/scripts/packages.txt"
    stat -c '%y' /var/lib/dpkg/status
}

# Installs what is missing of the sections named. A stamp saves the query while neither the list nor dpkg's state changes.
ensure_packages() {
    local sections=$*
    local stamp=$target/.setup-${sections// /-} state
    if ! command -v dpkg-query >/dev/null; then
        say "this is no Debian: install the counterparts of scripts/packages.txt yourself if the build fails"
        return
    fi
    state=$(packages_state)
    [[ -f $stamp && $(<"$stamp") == "$state" ]] && return

    local -a wanted missing
    mapfile -t wanted < <(packages_of "$@")
    # dpkg-query fails where it knows one of them not; the rest is printed all the same.
    mapfile -t missing < <(comm -23 <(printf '%s\n' "${wanted[@]}" | sort) \
        <({ dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null || true; } | awk '$2 == "installed" { print $1 }' | sort -u))
    if ((${#missing[@]})); then
        say "will install with apt-get: ${missing[*]}"
        as_root "${missing[@]}"
    fi
    mkdir -p -- "$target"
    packages_state >"$stamp"
}

# Whether the Cargo started by "$@" is at least as new as Cargo.toml asks.
is_new_enough() {
    local found
    found=$("$@" --version 2>/dev/null) || return 1
    found=${found#cargo }
    [[ $(printf '%s\n' "$rust_version" "${found%% *}" | sort -V | head -n 1) == "$rust_version" ]]
}

# Finds or installs a Rust toolchain that is new enough; leaves the caller's default toolchain as it is.
ensure_rust() {
    rust_version=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$root/Cargo.toml")
    PATH=${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
    is_new_enough cargo && return
    if is_new_enough rustup run "$rust_version" cargo; then
        export RUSTUP_TOOLCHAIN=$rust_version
        return
    fi
    if command -v rustup >/dev/null; then
        say "will install Rust $rust_version with rustup (your default toolchain stays)"
        rustup toolchain install "$rust_version" --profile minimal --component rustfmt,clippy >&2
    else
        say "will install Rust $rust_version with rustup from https://sh.rustup.rs into ${CARGO_HOME:-$HOME/.cargo} (your shell's start files stay)"
        curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | RUSTUP_INIT_SKIP_PATH_CHECK=yes \
            sh -s -- -y --no-modify-path --profile minimal --component rustfmt,clippy --default-toolchain "$rust_version" >&2
    fi
    hash -r
    is_new_enough cargo || export RUSTUP_TOOLCHAIN=$rust_version
    is_new_enough cargo || die "Rust $rust_version was installed, but cargo is still older: see 'cargo --version'"
}

# Sets the machine up for the sections of packages.txt named.
set_up() {
    ensure_packages "$@"
    ensure_rust
    # Made absolute for a script that changes folder. Left unset otherwise: setting it would build the Qt bridge anew.
    if [[ -n ${CARGO_TARGET_DIR:-} ]]; then
        export CARGO_TARGET_DIR=$target
    fi
}

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

# ONNX Runtime as the wheel of its PyPI package holds it; pip refuses a wheel of another hash.
onnx_version=1.32.0
declare -A onnx_hashes=(
    [x86_64]=99e1074c4b2197accd5073052a465361be17b89c093b8ffb6e6bd8f986c52df8
    [aarch64]=e36c187006e7a7c8b8d6d57f1a209dd63f52430dca6c282b177718ad6b841054
)

# Puts ONNX Runtime's library beside the program, where it looks for it. Never fatal: without it the network is off.
ensure_onnx_runtime() {
    local folder=$target/release machine hash work
    [[ -n ${ORT_DYLIB_PATH:-} && -f $ORT_DYLIB_PATH ]] && return
    compgen -G "$folder/libonnxruntime.so*" >/dev/null && return
    machine=$(uname -m)
    hash=${onnx_hashes[$machine]:-}
    if [[ -z $hash ]] || ! python3 -m pip --version &>/dev/null; then
        say "the network stays off: put libonnxruntime.so beside $folder/audiopro, or install python3-pip to have it fetched"
        return
    fi
    work=$(mktemp -d)
    say "fetching ONNX Runtime $onnx_version for the network: 28 MB from PyPI"
    printf 'onnxruntime==%s --hash=sha256:%s\n' "$onnx_version" "$hash" >"$work/wanted"
    if python3 -m pip download --quiet --no-deps --only-binary=:all: --python-version 312 --platform "manylinux_2_28_$machine" \
        --require-hashes --requirement "$work/wanted" --dest "$work" >&2 &&
        python3 -m zipfile -e "$work"/onnxruntime-*.whl "$work/wheel" >&2; then
        mkdir -p -- "$folder"
        # Whole or not at all: a run that is cut off here leaves no half library to be loaded.
        if ! { cp -- "$work/wheel/onnxruntime/capi/libonnxruntime.so.$onnx_version" "$folder/.onnxruntime.part" &&
            mv -- "$folder/.onnxruntime.part" "$folder/libonnxruntime.so.$onnx_version"; }; then
            say "ONNX Runtime could not be put into $folder; the network stays off"
        fi
    else
        say "ONNX Runtime could not be fetched; the network stays off, and everything else works"
    fi
    rm -rf -- "$work"
}

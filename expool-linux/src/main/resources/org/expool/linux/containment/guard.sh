# The guard of one pool: kills and removes what is left of the pool when its JVM has ended, for whatever reason.
#
# Arguments: the mark of the pool's processes, the pid of the JVM, the cgroup v2 into which the JVM may have moved (or
# nothing), the pool's control groups.
# Input: "+PATH" to be removed at the end; "done" when nothing is left to do. End of file means that the JVM has ended.

trap '' HUP INT QUIT USR1 USR2 PIPE ALRM TERM TSTP TTIN TTOU
mark=$1 jvm=$2 host=$3
shift 3
groups=$#

while IFS= read -r line; do
    case $line in
        done) exit 0 ;;
        +/*) set -- "$@" "${line#+}" ;;
    esac
done

kill_listed() { # in the file $1
    while read -r pid; do
        [ "$pid" = "$jvm" ] || [ "$pid" = $$ ] || kill -KILL "$pid"
    done <"$1"
}

kill_group() { # $1
    if [ -e "$1/cgroup.kill" ]; then
        echo 1 >"$1/cgroup.kill"
    elif [ -e "$1/cgroup.freeze" ]; then
        echo 1 >"$1/cgroup.freeze"
        kill_listed "$1/cgroup.procs"
        echo 0 >"$1/cgroup.freeze"
    elif [ -e "$1/freezer.state" ]; then
        kill_listed "$1/cgroup.procs"
        echo FROZEN >"$1/freezer.state"
        kill_listed "$1/cgroup.procs"
        echo THAWED >"$1/freezer.state"
    else
        kill_listed "$1/cgroup.procs"
    fi
    rmdir "$1"
}

kill_marked() { # returns whether there was none
    found=0
    for environment in $(grep -alF -e "$mark" /proc/[0-9]*/environ); do
        pid=${environment#/proc/}
        kill -KILL "${pid%/environ}" && found=1
    done
    return $found
}

end_all() { # returns whether nothing is left
    left=0 number=0
    for path; do
        number=$((number + 1))
        [ $number -le $groups ] && [ -d "$path" ] || continue
        for leaf in "$path"/*/; do
            [ -d "$leaf" ] && kill_group "${leaf%/}"
        done
        rmdir "$path" || left=1
    done
    kill_marked || left=1
    return $left
}

# Restores the group that the JVM was started in, moving all processes back, this guard too, if no other pool is left.
restore_host() {
    place=${host%/*}
    for pool in "${host%host}"*/; do
        [ "$pool" = "$host/" ] || return
    done
    echo -memory >"$place/cgroup.subtree_control"
    while read -r pid; do
        echo "$pid" >"$place/cgroup.procs"
    done <"$host/cgroup.procs"
    rmdir "$host"
}

# A process has no mark during an exec: the end is two scans without findings. Processes that hang in the kernel are
# waited for, at most for an hour.
round=0
until end_all "$@" && sleep 0.01 && end_all "$@"; do
    round=$((round + 1))
    if [ $round -lt 50 ]; then
        sleep 0.02
    elif [ $round -lt 3650 ]; then
        sleep 1
    else
        break
    fi
done

for round in 1 2 3 4 5; do
    [ -n "$host" ] && [ -d "$host" ] || break
    restore_host
    sleep 0.02
done

shift $groups
[ $# -eq 0 ] || rm -rf -- "$@"

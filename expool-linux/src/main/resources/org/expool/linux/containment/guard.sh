# The guard of one pool: ends and removes what is left when the pool's JVM is gone, however that came.
#
# Arguments: the mark of the pool's processes, the pid of the JVM, the group of the second version into which the JVM may
# have moved (or nothing), the pool's folders of control groups.
# Input: "+PATH" to be removed at the end; "done" when there is nothing left to do. Its end is that of the JVM.

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

end_group() { # $1
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

end_marked() { # returns whether there was none
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
            [ -d "$leaf" ] && end_group "${leaf%/}"
        done
        rmdir "$path" || left=1
    done
    end_marked || left=1
    return $left
}

# Gives the JVM's group back as it was, with what was born beside the JVM, this guard too, if no other pool is left.
leave_host() {
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

# A process that just executes another program shows no mark: only two looks that find nothing are believed. What hangs
# in the kernel may take its time; an hour is enough of it.
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
    leave_host
    sleep 0.02
done

shift $groups
[ $# -eq 0 ] || rm -rf -- "$@"

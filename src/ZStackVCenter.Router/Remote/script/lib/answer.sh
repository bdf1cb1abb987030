# Answers: one line of JSON, and the failures that they tell of.

# A text as a JSON string. Control characters that JSON cannot hold become question marks.
json() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//$'\t'/\\t}
  text=${text//[$'\001'-$'\037'$'\177']/?}
  printf '"%s"' "$text"
}

# Words as a JSON list of strings.
json_list() {
  local word comma=''
  printf '['
  for word in "$@"; do
    printf '%s' "$comma"
    json "$word"
    comma=,
  done
  printf ']'
}

# Standard input as a JSON string, for what may be long.
json_text() {
  perl -0777 -ne 's/([\\"])/\\$1/g; s/\n/\\n/g; s/\t/\\t/g; s/[\x00-\x1f\x7f]/?/g; $t = $_; END { print "\"", $t // "", "\"" }'
}

# Ends with a failure: its kind (a name of the client's RouterError), the service it is about or nothing, what happened, and the
# program's own words.
fail() {
  printf '{"schema":1,"ok":false,"error":"%s","service":%s,"message":%s,"words":%s,"generation":%s}\n' \
    "$1" "$(if [ -n "$2" ]; then json "$2"; else printf null; fi)" "$(json "$3")" \
    "$(if [ -n "${4:-}" ]; then json "$(shorten "$4")"; else printf null; fi)" "$(current_number)"
  exit 1
}

# The first lines of a program's complaint; the rest of a long one repeats it.
shorten() {
  local text
  text=$(head -n 12 <<<"$1")
  printf '%s' "${text:0:2000}"
}

# Says what failed, for whoever goes back or gives up: refuse SERVICE WORDS. Always false.
refuse() {
  failed_service=$1
  failed_words=$2
  return 1
}

# Marks where the work is. It stands in the lock's note, so that a second applier can say what it waits for, and in the answer's timings.
stage() {
  local now=$((${EPOCHREALTIME/./} / 1000))
  [ "$current_stage" = start ] || timings+="${timings:+,}\"$current_stage\":$((now - stage_began))"
  current_stage=$1
  stage_began=$now
  note_holder 2>/dev/null
  return 0
}
current_stage=start
stage_began=0
timings=''

# What the procedures in docs/ use, for bash and the AWS CLI: STACK=whatsapp-sender; . docs/commands.sh

# The name or ID that AWS knows a resource of the template by.
resource() {
  aws cloudformation describe-stack-resource --stack-name "$STACK" --logical-resource-id "$1" \
    --query StackResourceDetail.PhysicalResourceId --output text
}

# An output of the stack.
output() {
  aws cloudformation describe-stacks --stack-name "$STACK" --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue" --output text
}

# The stack's key: yours, or the one that it made.
key() {
  given=$(aws cloudformation describe-stacks --stack-name "$STACK" --query "Stacks[0].Parameters[?ParameterKey=='KeyArn'].ParameterValue" --output text)
  if [ -n "$given" ]; then echo "$given"; else resource DataKey; fi
}

# Changes one parameter of the deployed stack, and nothing else. Needs no template and no archive.
set_parameter() {
  # Without quotes, because each parameter is an argument of its own; none has a blank in it.
  aws cloudformation update-stack --stack-name "$STACK" --use-previous-template --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND \
    --parameters "ParameterKey=$1,ParameterValue=$2" $(aws cloudformation describe-stacks --stack-name "$STACK" \
      --query "Stacks[0].Parameters[?ParameterKey!='$1'].join('', ['ParameterKey=', ParameterKey, ',UsePreviousValue=true'])" --output text) &&
    aws cloudformation wait stack-update-complete --stack-name "$STACK"
}

# The environments that have an account, one a line.
environments() {
  aws dynamodb scan --table-name "$(resource SenderTable)" --projection-expression pk \
    --filter-expression 'sk = :sender AND attribute_not_exists(deletedAt)' \
    --expression-attribute-values '{":sender": {"S": "SENDER"}}' --query 'Items[].[pk.S]' --output text | sed 's/^ENV#//'
}

# Starts a run of each environment that it reads, one a second.
start_runs() {
  while read -r environment; do
    aws stepfunctions start-execution --state-machine-arn "$(output StateMachineArn)" \
      --input "{\"environmentId\": \"$environment\"}" > /dev/null || echo "not started: $environment"
    sleep "${PAUSE:-1}"
  done
}

# Stops every run. What it was about is found out by the next run.
stop_runs() {
  for run in $(aws stepfunctions list-executions --state-machine-arn "$(output StateMachineArn)" --status-filter RUNNING \
    --query 'executions[].executionArn' --output text); do
    aws stepfunctions stop-execution --execution-arn "$run" > /dev/null
  done
}

# Completes what functions have left half done.
sweep() {
  payload='{}'
  [ $# -eq 0 ] || payload=$1
  aws lambda invoke --function-name "$(output SweepFunctionName)" --cli-binary-format raw-in-base64-out --payload "$payload" /dev/stdout
}

# The names of the accounts' secrets.
secrets() {
  aws secretsmanager list-secrets --filters Key=name,Values="$STACK/sender/" --query 'SecretList[].[Name]' --output text
}

# The alarms that ring.
alarms() {
  aws cloudwatch describe-alarms --alarm-name-prefix "$STACK-" --state-value ALARM --query 'MetricAlarms[].[AlarmName, StateUpdatedTimestamp]' --output text
}

# Asks the logs of functions in the last HOURS: insights 'send hook' 'filter level = "ERROR"'
insights() {
  query=$(aws logs start-query --log-group-names $(for function in $1; do echo "/aws/lambda/$STACK/$function"; done) --query-string "$2" \
    --start-time "$(($(date +%s) - ${HOURS:-3} * 3600))" --end-time "$(date +%s)" --query queryId --output text)
  while aws logs get-query-results --query-id "$query" --query status --output text | grep -qE 'Scheduled|Running'; do sleep 1; done
  aws logs get-query-results --query-id "$query" --query "results[*][?field!='@ptr'].value" --output text
}

# The sums of a metric in the last HOURS, by a dimension or several: metric Failures Kind,Code
metric() {
  aws cloudwatch get-metric-data --start-time "$(($(date +%s) - ${HOURS:-3} * 3600))" --end-time "$(date +%s)" \
    --query 'MetricDataResults[].[Label, sum(Values)]' --output text --metric-data-queries "[{\"Id\": \"sums\", \"Period\": 300,
      \"Expression\": \"SEARCH('{WhatsAppSender,Service${2:+,$2}} MetricName=\\\"$1\\\" Service=\\\"$STACK\\\"', 'Sum', 300)\"}]"
}

# The newest runs that ended in such a state, as environment, end, error and cause: failed_runs FAILED
failed_runs() {
  for run in $(aws stepfunctions list-executions --state-machine-arn "$(output StateMachineArn)" --status-filter "$1" --max-items 10 \
    --query 'executions[].[executionArn]' --output text | grep '^arn:'); do
    environment=$(aws stepfunctions describe-execution --execution-arn "$run" --query input --output text | grep -o '"environmentId" *: *"[^"]*' | grep -o '[^"]*$')
    printf '%s\t' "$environment"
    aws stepfunctions describe-execution --execution-arn "$run" --query '[stopDate, error, cause]' --output text
  done
}

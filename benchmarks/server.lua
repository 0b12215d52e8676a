-- wrk's side of server.py: send its requests in turn, and judge each answer.
-- Arguments: a file of requests, a file of right answers, and where to go on counting fresh tags.
-- The answers to one app name their code, and a code is asked for in one language only, so a right
-- body under its Content-Language is right for its request.

local requests, right = {}, {}
local at, count = 0, 0
checked, wrong = 0, 0

function init(args)
  for line in io.lines(args[1]) do
    local path, header = line:match("(.-)\t(.*)")
    requests[#requests + 1] = { path, header }
  end
  for line in io.lines(args[2]) do
    local language, body = line:match("(.-)\t(.*)")
    right[body] = language
  end
  count = tonumber(args[3])
end

-- Eight letters that never come twice: the factor has no divisor in common with 26^8.
local function fresh()
  count = count + 1
  local number, letters = count * 1000003 % 26 ^ 8, {}
  for place = 1, 8 do
    letters[place] = string.char(97 + number % 26)
    number = math.floor(number / 26)
  end
  return table.concat(letters)
end

function request()
  at = at % #requests + 1
  local path, header = requests[at][1], requests[at][2]:gsub("@", fresh)
  return wrk.format("GET", path, { ["Accept-Language"] = header })
end

function response(status, headers, body)
  checked = checked + 1
  local language = headers["content-language"] or "none"
  if status ~= 400 or right[body] ~= language then
    wrong = wrong + 1
  end
end

local only

function setup(thread)
  only = thread
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout
  local line = '\n{"requests": %d, "seconds": %f, "failed": %d, "checked": %d, "wrong": %d, '
    .. '"p50": %f, "p99": %f}\n'
  io.write(line:format(summary.requests, summary.duration / 1e6, failed, only:get("checked"),
    only:get("wrong"), latency:percentile(50) / 1e6, latency:percentile(99) / 1e6))
end

-- Modes (first argument): browse, purchase, mixed (90 % browse, 10 % purchase).
-- Second argument: milliseconds each connection waits before a request (0: as fast as it goes).
-- Third: a prefix that makes this run's idempotency keys its own.
local threads, ids = {}, 0

function setup(thread)
  ids = ids + 1
  thread:set("id", ids)
  table.insert(threads, thread)
end

function init(args)
  mode, pause, prefix = args[1], tonumber(args[2]), args[3]
  count, failed = 0, 0
  headers = { ["Content-Type"] = "application/json" }
  math.randomseed(17 + id)
end

function delay()
  if pause == 0 then return 0 end
  return math.random(0, 2 * pause)
end

function request()
  count = count + 1
  if mode == "purchase" or (mode == "mixed" and count % 10 == 0) then
    headers["Idempotency-Key"] = prefix .. "-" .. id .. "-" .. count
    return wrk.format("POST", "/purchase", headers, '{"item":"book","amount":9.99,"customer":"bench"}')
  end
  if count % 3 == 0 then return wrk.format("GET", "/search?q=book") end
  return wrk.format("GET", "/products")
end

function response(status)
  if status ~= 200 then failed = failed + 1 end
end

function done(summary, latency)
  local bad = 0
  for _, thread in ipairs(threads) do bad = bad + thread:get("failed") end
  io.write(string.format("RESULT %d %d %.0f %.0f %.0f %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), latency:percentile(99),
    bad + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end

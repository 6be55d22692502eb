/** The version; where Redis has thrown away one key of the two, neither counts. */
const THROUGH = `
local order, players = KEYS[1], KEYS[2]
local function current()
  local through = tonumber(redis.call('HGET', players, '') or '0')
  if redis.call('ZCARD', order) == math.max(redis.call('HLEN', players) - 1, 0) then return through end
  redis.call('UNLINK', order, players)
  return 0
end
local through = current()
`;

/** ARGV: from, to, seconds to keep, then player, score and prefix of the member (empty: not listed) of each change. */
export const APPLY_SCRIPT = `${THROUGH}
local from, to = tonumber(ARGV[1]), tonumber(ARGV[2])
if through < from or through >= to then return through end
for i = 4, #ARGV, 3 do
  local player, prefix = ARGV[i], ARGV[i + 2]
  local old = redis.call('HGET', players, player)
  if old then redis.call('ZREM', order, old .. player) end
  if prefix ~= '' then
    redis.call('ZADD', order, ARGV[i + 1], prefix .. player)
    redis.call('HSET', players, player, prefix)
  elseif old then
    redis.call('HDEL', players, player)
  end
end
redis.call('HSET', players, '', to)
redis.call('EXPIRE', order, ARGV[3])
redis.call('EXPIRE', players, ARGV[3])
return to
`;

/**
 * ARGV: seconds to keep, then "top", limit; "after", limit, score, prefix; "around", limit, player; or "players" and these.
 * Returns the version, how many there are, and rank, member and score of each row.
 */
export const READ_SCRIPT = `${THROUGH}
local total = redis.call('ZCARD', order)
local reply = { through, total }
redis.call('EXPIRE', order, ARGV[1])
redis.call('EXPIRE', players, ARGV[1])
local function add(rank, member, score)
  reply[#reply + 1] = rank
  reply[#reply + 1] = member
  reply[#reply + 1] = score
end

if ARGV[2] == 'players' then
  for i = 3, #ARGV do
    local prefix = ARGV[i] ~= '' and redis.call('HGET', players, ARGV[i])
    if prefix then
      local member = prefix .. ARGV[i]
      add(redis.call('ZRANK', order, member) + 1, member, redis.call('ZSCORE', order, member))
    end
  end
  return reply
end

local limit, skip = tonumber(ARGV[3]), 0
if ARGV[2] == 'after' then
  -- Sorts behind the member that is at this place, whoever it is.
  local probe = ARGV[5] .. '\\255'
  redis.call('ZADD', order, ARGV[4], probe)
  skip = redis.call('ZRANK', order, probe)
  redis.call('ZREM', order, probe)
elseif ARGV[2] == 'around' then
  local prefix = ARGV[4] ~= '' and redis.call('HGET', players, ARGV[4])
  if not prefix then return reply end
  skip = math.max(0, math.min(redis.call('ZRANK', order, prefix .. ARGV[4]) - math.floor((limit - 1) / 2), total - limit))
end
if limit > 0 then
  local rows = redis.call('ZRANGE', order, skip, skip + limit - 1, 'WITHSCORES')
  for i = 1, #rows, 2 do add(skip + (i + 1) / 2, rows[i], rows[i + 1]) end
end
return reply
`;

FROM node:24-slim AS page
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY rooms rooms
COPY game-client game-client
RUN node game-client/build.ts

# What the server needs while it runs: not what the page was built from, nor the Node that npm brings elsewhere.
FROM node:24-slim AS modules
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund --omit=dev --omit=optional \
  && npm pkg delete dependencies.vite dependencies.phaser dependencies.@colyseus/sdk dependencies.@fontsource-variable/archivo dependencies.qr \
  && npm prune --no-audit --no-fund --omit=dev --omit=optional

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY package.json ./
COPY --from=modules /app/node_modules node_modules
COPY --from=page /app/game-client/dist game-client/dist
COPY rooms rooms
COPY server server
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 2567
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://localhost:${process.env.PORT || 2567}/livez`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
# Node itself gets the signals, and ends within 10 s of SIGTERM.
CMD ["node", "server/main.ts"]

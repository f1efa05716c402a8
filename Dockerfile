# The bot alone, without demo, tests and compiler: docker build -t whosout .
#
# It runs as a user without rights, on a file system that may be read-only but for /app/data (SQLite; with PostgreSQL nothing is written),
# and answers GET /healthz on PORT. Node 24 is kept up until April 2028. Debian, since SQLite and the drawing of pictures come as binaries,
# and those for its C library are the ones that are tested; there are such for amd64 and arm64.
ARG NODE=24-trixie-slim

FROM node:${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json build.js ./
COPY src ./src
RUN npm run build

FROM node:${NODE} AS modules
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts
# A third of it is never read when the bot runs: types, the maps of others' code, fonts that nothing is drawn with, and SQLite for the
# other C library.
RUN find node_modules -type f \( -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.map' \) -delete \
 && find node_modules/@expo-google-fonts -name '*.ttf' ! -name NotoSans_400Regular.ttf ! -name NotoSans_700Bold.ttf -delete \
 && rm -rf node_modules/@libsql/*musl*

FROM node:${NODE}
LABEL org.opencontainers.image.title="Whosout" \
      org.opencontainers.image.description="Who is out, and who is who: a self-hosted Slack bot for Personio" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production PORT=3000
WORKDIR /app
COPY --from=modules /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# The doctor reads the manifest.
COPY package.json manifest.yml LICENSE ./
RUN install -d -m 700 -o 1000 -g 1000 data
# The user `node`, by number, so that Kubernetes can tell that it is not root.
USER 1000:1000
VOLUME /app/data
EXPOSE 3000
# It finishes what it is answering, for 25 seconds at most: docker run --stop-timeout 30.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/app.js"]

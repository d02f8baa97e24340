FROM node:20-bookworm-slim

# PostgreSQL does not run as root, and nothing else here needs to.
RUN install -d -o node -g node /app && install -d -o node -g node -m 0700 /data
WORKDIR /app
USER node
COPY --chown=node:node . .
RUN node scripts/setup.mjs --build && npm cache clean --force

ENV HOST=0.0.0.0 PORT=3000 RONDO_DATA=/data
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "scripts/check-health.mjs"]
CMD ["scripts/rondo.mjs", "serve"]

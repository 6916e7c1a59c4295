# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# the browser side is built with the project, by Node
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /src
ENV DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# All sources before the restore, and not in locked mode: the SDK adds a package of its own where it sees .razor files, in the version of
# its own patch, and the image's SDK may be a later patch than the one that wrote the lock files. Ours are pinned either way.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY Portal.Domain Portal.Domain
COPY Portal Portal
RUN dotnet publish Portal -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# what reads photographs and scans
RUN apt-get update && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-ara tesseract-ocr-eng poppler-utils && rm -rf /var/lib/apt/lists/*
# a volume mounted here starts with this owner
RUN mkdir /files && chown "$APP_UID" /files
ENV ASPNETCORE_URLS=http://+:8080 Files__Folder=/files
EXPOSE 8080
USER $APP_UID
ENTRYPOINT ["dotnet", "Portal.dll"]

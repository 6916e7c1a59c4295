# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
# the browser side is built with the project, by Node
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /src
# CI: what restores is what the lock files say
ENV CI=true DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# packages before sources, so that a changed source does not restore them again
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY Portal/Portal.csproj Portal/packages.lock.json Portal/
COPY Portal/Assets/Assets.targets Portal/Assets/
COPY Portal.Domain/Portal.Domain.csproj Portal.Domain/packages.lock.json Portal.Domain/
RUN dotnet restore Portal
COPY Portal.Domain Portal.Domain
COPY Portal Portal
RUN dotnet publish Portal -c Release --no-restore -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# a volume mounted here starts with this owner
RUN mkdir /files && chown "$APP_UID" /files
ENV ASPNETCORE_URLS=http://+:8080 Files__Root=/files
EXPOSE 8080
USER $APP_UID
ENTRYPOINT ["dotnet", "Portal.dll"]

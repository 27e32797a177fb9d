"""The secret was baked into the bundle or the image at build time.

## What happens
The bundler replaces `process.env.JWT_SECRET` by the value that the build machine had, or by `undefined`. Code that
runs on the server reads the variable when it starts and has the right one. Both live in one container, so one route
accepts what the middleware in front of it rejects.

## Where it comes from
Next.js middleware and edge functions, `ENV` or `ARG` in a Dockerfile, a configuration module that is evaluated while
the bundle is made.
Seen in keephq/keep#5726, dunglas/symfony-docker#702, silasfelinus/kind_robots#1644.

## How to fix it
Read the variable at run time (`process.env[name]` with a name that the bundler cannot see through, or the framework's
runtime configuration), and rebuild once without the secret.

Replace the secret if the bundle or the image left your hands: the value stands in it.
"""

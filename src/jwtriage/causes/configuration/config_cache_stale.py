"""The framework's configuration cache still holds the previous secret.

## What happens
The framework froze all settings into a cache file. The `.env` was changed afterwards, but is not read any more, so
this node signs and verifies with the old secret while its file shows the new one.

## Where it comes from
`php artisan config:cache` in the deployment and a `.env` that was edited later; long-running queue workers that keep
what they read at their start.
Seen in tymondesigns/jwt-auth#1729 and codecasts/laravel-jwt#32.

## How to fix it
Run `php artisan config:clear` and `php artisan config:cache` on every node, then restart PHP-FPM and the queue workers.

Make both steps part of every deployment that changes a setting.
"""

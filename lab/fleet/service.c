/* An HTTP service on libjwt, which tells no reason but errno. */
#include <arpa/inet.h>
#include <errno.h>
#include <jwt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { LARGEST = 65536 };

static unsigned char key[LARGEST];
static int key_length;

static void load_key(void) {
    const char *path = getenv("JWT_KEY_FILE");
    if (path != NULL) {
        FILE *file = fopen(path, "rb");
        if (file == NULL) exit(1);
        key_length = (int)fread(key, 1, LARGEST - 1, file);
        fclose(file);
    } else {
        const char *secret = getenv("JWT_SECRET");
        key_length = (int)strnlen(secret, LARGEST - 1);
        memcpy(key, secret, (size_t)key_length);
    }
}

/* Returns 0 for an acceptable token, else an errno; an expired token is ETIME. */
static int check(const char *token) {
    jwt_t *jwt = NULL;
    int failed = jwt_decode(&jwt, token, key, key_length);
    if (failed) return failed;
    const char *wanted = getenv("JWT_ALGORITHM");
    if (jwt_get_alg(jwt) != jwt_str_alg(wanted)) failed = EINVAL;
    long expires = jwt_get_grant_int(jwt, "exp");
    if (!failed && expires > 0 && expires <= time(NULL)) failed = ETIME;
    jwt_free(jwt);
    return failed;
}

static void log_line(const char *method, const char *path, int status, const char *said) {
    char when[32];
    time_t now = time(NULL);
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
    printf("%s %s %s %s %d %s\n", when, status == 200 ? "info" : "warn", method, path, status, said);
    fflush(stdout);
}

static void answer(int client) {
    static char request[LARGEST], method[16], path[256], token[LARGEST], reply[512], said[128];
    size_t length = 0;
    ssize_t got;
    while (length < LARGEST - 1 && (got = read(client, request + length, LARGEST - 1 - length)) > 0) {
        length += (size_t)got;
        request[length] = 0;
        if (strstr(request, "\r\n\r\n") != NULL) break;
    }
    request[length] = 0;
    if (sscanf(request, "%15s %255s", method, path) != 2) return;
    token[0] = 0;
    const char *header = strcasestr(request, "\r\nauthorization: bearer ");
    if (header != NULL) sscanf(header + 24, "%65535[^\r\n]", token);
    int health = strcmp(path, "/health") == 0;
    int failed = health ? 0 : check(token);
    int status = failed ? 401 : 200;
    snprintf(said, sizeof said, failed == ETIME ? "jwt expired" : failed ? "jwt_decode failed: %s" : "accepted", strerror(failed));
    if (!health) log_line(method, path, status, said);
    const char *body = failed ? "unauthorized" : health ? "ok" : "accepted";
    int size = snprintf(reply, sizeof reply, "HTTP/1.1 %d %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s", status, failed ? "Unauthorized" : "OK",
                        strlen(body), body);
    if (write(client, reply, (size_t)size) < 0) return;
}

int main(void) {
    signal(SIGPIPE, SIG_IGN);
    load_key();
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(getenv("PORT")))};
    inet_pton(AF_INET, getenv("HOST"), &address.sin_addr);
    int server = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(server, (struct sockaddr *)&address, sizeof address) || listen(server, 64)) return 1;
    for (;;) {
        int client = accept(server, NULL, NULL);
        if (client < 0) continue;
        answer(client);
        close(client);
    }
}

%% An HTTP service on Erlang's jose; run by escript.
-module(service).
-export([main/1]).

main(_) ->
    {ok, _} = application:ensure_all_started(jose),
    Algorithm = list_to_binary(os:getenv("JWT_ALGORITHM")),
    Key = key(Algorithm, material()),
    {ok, Host} = inet:parse_address(os:getenv("HOST")),
    Options = [binary, {packet, http_bin}, {active, false}, {reuseaddr, true}, {ip, Host}, {backlog, 64}],
    {ok, Server} = gen_tcp:listen(list_to_integer(os:getenv("PORT")), Options),
    serve(Server, Algorithm, Key).

material() ->
    case os:getenv("JWT_KEY_FILE") of
        false -> list_to_binary(os:getenv("JWT_SECRET"));
        Path -> {ok, Content} = file:read_file(Path), Content
    end.

key(<<"HS", _/binary>>, Text) -> jose_jwk:from_oct(Text);
key(_, Text) -> jose_jwk:from_pem(Text).

serve(Server, Algorithm, Key) ->
    {ok, Client} = gen_tcp:accept(Server),
    case request(Client, undefined, <<>>) of
        {Method, Path, Token} -> answer(Client, Method, Path, check(Path, Token, Algorithm, Key));
        closed -> ok
    end,
    gen_tcp:close(Client),
    serve(Server, Algorithm, Key).

request(Client, Line, Token) ->
    case gen_tcp:recv(Client, 0, 5000) of
        {ok, {http_request, Method, {abs_path, Path}, _}} -> request(Client, {Method, Path}, Token);
        {ok, {http_header, _, 'Authorization', _, <<"Bearer ", Given/binary>>}} -> request(Client, Line, Given);
        {ok, http_eoh} -> {Method, Path} = Line, {Method, Path, Token};
        {ok, _} -> request(Client, Line, Token);
        {error, _} -> closed
    end.

check(<<"/health">>, _, _, _) -> {200, <<"ok">>};
check(_, Token, Algorithm, Key) ->
    try jose_jwt:verify_strict(Key, [Algorithm], Token) of
        {true, {jose_jwt, Claims}, _} -> expiry(maps:get(<<"exp">>, Claims, infinity));
        {false, _, _} -> {401, <<"jose_jwt:verify_strict false: invalid signature">>};
        {error, _} -> {401, <<"jose_jwt:verify_strict error: malformed token">>}
    catch
        _:_ -> {401, <<"jose_jwt:verify_strict error: malformed token">>}
    end.

expiry(Expires) when is_integer(Expires) ->
    case Expires > erlang:system_time(second) of
        true -> {200, <<"accepted">>};
        false -> {401, <<"jose_jwt: token expired">>}
    end;
expiry(_) -> {200, <<"accepted">>}.

answer(Client, Method, Path, {Status, Said}) ->
    When = calendar:system_time_to_rfc3339(erlang:system_time(millisecond), [{unit, millisecond}, {offset, "Z"}]),
    Path =:= <<"/health">> orelse io:format("~s ~s ~s ~s ~b ~s~n", [When, level(Status), Method, Path, Status, Said]),
    Body = case Status of 200 -> Said; _ -> <<"unauthorized">> end,
    Head = io_lib:format("HTTP/1.1 ~b ~s\r\nContent-Length: ~b\r\nConnection: close\r\n\r\n", [Status, phrase(Status), byte_size(Body)]),
    gen_tcp:send(Client, [Head, Body]).

level(200) -> "[info]";
level(_) -> "[warning]".

phrase(200) -> "OK";
phrase(_) -> "Unauthorized".

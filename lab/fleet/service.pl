# An HTTP service on Crypt::JWT.
use strict;
use warnings;
use Crypt::JWT qw(decode_jwt);
use IO::Socket::INET;
use POSIX qw(strftime);

$| = 1;
my $algorithm = $ENV{JWT_ALGORITHM};
my $text = $ENV{JWT_SECRET};
if ($ENV{JWT_KEY_FILE}) {
    open(my $file, '<:raw', $ENV{JWT_KEY_FILE}) or die "cannot read the key file: $!";
    local $/;
    $text = <$file>;
}
my $key = $algorithm =~ /^HS/ ? $text : \$text;

sub answer {
    my ($path, $token) = @_;
    return (200, 'ok') if $path eq '/health';
    my $claims = eval { decode_jwt(token => $token, key => $key, accepted_alg => $algorithm) };
    return (200, 'accepted') if $claims;
    my ($why) = $@ =~ /^(.*?)(?: at \S+ line \d+\.?)?$/m;
    return (401, "Crypt::JWT $why");
}

my $server = IO::Socket::INET->new(LocalAddr => $ENV{HOST}, LocalPort => $ENV{PORT}, Listen => 64, ReuseAddr => 1) or die "cannot listen: $!";
while (my $client = $server->accept) {
    my ($method, $path) = split ' ', (<$client> // '');
    my $token = '';
    while (my $line = <$client>) {
        last if $line eq "\r\n";
        $token = $1 if $line =~ /^authorization:\s*(?:Bearer )?(.*?)\r\n$/i;
    }
    if (defined $path) {
        my ($status, $said) = answer($path, $token);
        printf "%s [%s] %s %s %s %s\n", strftime('%Y-%m-%dT%H:%M:%SZ', gmtime), $status == 200 ? 'info' : 'warn', $method, $path, $status, $said
            if $path ne '/health';
        my $body = $status == 200 ? $said : 'unauthorized';
        printf $client "HTTP/1.1 %d %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", $status, $status == 200 ? 'OK' : 'Unauthorized', length $body, $body;
    }
    close $client;
}

from tests.places.formats.look import Look


def test_lines_of_a_template_tell_what_they_come_from():
    text = """\
kind: Secret
metadata:
  name: {{ include "x.fullname" . }}
data:
  jwt-secret: {{ .Values.auth.jwtSecret | b64enc | quote }}
{{- if .Values.other }}
  signing-key: written-here
{{- end }}
  - name: JWT_SECRET
    value: "in the open"
"""
    seen = Look("secret.yaml", text)
    assert seen.edges == {"jwt-secret": "values/auth.jwtSecret"}
    assert seen.keys == {"signing-key": b"written-here", "JWT_SECRET": b"in the open"}
    assert seen.unread == []

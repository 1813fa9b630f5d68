#!/usr/bin/env bash
# openapi-core 0.23.1 (OpenAPI 3.1, with its adapter for Werkzeug 3.1.8), on an invented interface; the document itself
# is checked by openapi-spec-validator 0.8.5. Every request is one that the document allows.
#
# Expected: what OpenAPI 3.1 calls valid is accepted, and the values come out as they were sent.
# Seen:
#   * an object in the query with nothing said about its style, which is then kota=Bandung&tahun=2020, is not there: no
#     error, no value. So a list that was asked for with a filter is answered without it, to everyone;
#   * style spaceDelimited does not split "a b" however the space is sent (%20 or +), only %2520, which is not a space;
#   * "type: [string, 'null']", with which 3.1 replaced "nullable", raises TypeError for every value in a query, a
#     header or a form, "Bandung" as well (reported to its makers); in JSON, and as anyOf, it works;
#   * the schema behind prefixItems is applied to the first items too, so that a valid array is refused; if it is false
#     (no more items), AttributeError is raised.
# The exceptions are none of its own, and reach the person who asked as a failure of the server.
# Output:
#   document: valid
#   kota=Bandung, type string: 'Bandung'
#   kota=Bandung, type [string, null]: raised TypeError
#   kota=Bandung, anyOf string, null: 'Bandung'
#   header Bandung, type [string, null]: raised TypeError
#   form kota=Bandung, type [string, null]: raised TypeError
#   JSON {"kota": "Bandung"}, type [string, null]: {'kota': 'Bandung'}
#   kota=Bandung&tahun=2020, object: nothing
#   saring[kota]=Bandung&saring[tahun]=2020, deepObject: {'kota': 'Bandung', 'tahun': 2020}
#   kota=a|b, pipeDelimited: ['a', 'b']
#   kota=a%20b, spaceDelimited: ['a b']
#   kota=a+b, spaceDelimited: ['a b']
#   kota=a%2520b, spaceDelimited: ['a', 'b']
#   ["a", 1], prefixItems: ['a', 1]
#   ["a", 1, true], prefixItems, more: InvalidRequestBody
#   ["a", 1], prefixItems, no more: raised AttributeError
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check openapi-core==0.23.1 openapi-spec-validator==0.8.5 werkzeug==3.1.8
"$D/v/bin/python" -W ignore - <<'P' | tee "$D/seen"
from openapi_core import OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest
from openapi_spec_validator import validate
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

site, form, plain = 'https://contoh.test', 'application/x-www-form-urlencoded', 'application/json'
text, maybe = {'type': 'string'}, {'type': ['string', 'null']}
either = {'anyOf': [text, {'type': 'null'}]}
filters = {'type': 'object', 'properties': {'kota': text, 'tahun': {'type': 'integer'}}}
texts, pair = {'type': 'array', 'items': text}, [text, {'type': 'integer'}]
paths, cases = {}, []

def case(name, schema, query='', place='query', parameter='kota', media=None, body=None, headers=None, **style):
    path, operation = f'/{len(cases)}', {'responses': {'204': {'description': 'ok'}}}
    if body is None:
        operation['parameters'] = [{'name': parameter, 'in': place, 'schema': schema, **style}]
    else:
        operation['requestBody'] = {'content': {media: {'schema': schema}}}
    paths[path] = {'post': operation}
    cases.append((name, parameter, place, body, EnvironBuilder(
        path=path, query_string=query, method='POST', base_url=site, data=body, content_type=media, headers=headers)))

def one(schema):
    return {'type': 'object', 'properties': {'kota': schema}}

case('kota=Bandung, type string', text, 'kota=Bandung')
case('kota=Bandung, type [string, null]', maybe, 'kota=Bandung')
case('kota=Bandung, anyOf string, null', either, 'kota=Bandung')
case('header Bandung, type [string, null]', maybe, place='header', headers={'kota': 'Bandung'})
case('form kota=Bandung, type [string, null]', one(maybe), media=form, body='kota=Bandung')
case('JSON {"kota": "Bandung"}, type [string, null]', one(maybe), media=plain, body='{"kota": "Bandung"}')
case('kota=Bandung&tahun=2020, object', filters, 'kota=Bandung&tahun=2020', parameter='saring')
deep = 'saring[kota]=Bandung&saring[tahun]=2020'
case(f'{deep}, deepObject', filters, deep, parameter='saring', style='deepObject', explode=True)
case('kota=a|b, pipeDelimited', texts, 'kota=a|b', style='pipeDelimited', explode=False)
for sent in ('a%20b', 'a+b', 'a%2520b'):
    case(f'kota={sent}, spaceDelimited', texts, f'kota={sent}', style='spaceDelimited', explode=False)
case('["a", 1], prefixItems', {'type': 'array', 'prefixItems': pair}, media=plain, body='["a", 1]')
case('["a", 1, true], prefixItems, more', {'type': 'array', 'prefixItems': pair, 'items': {'type': 'boolean'}},
     media=plain, body='["a", 1, true]')
case('["a", 1], prefixItems, no more', {'type': 'array', 'prefixItems': pair, 'items': False},
     media=plain, body='["a", 1]')

document = {'openapi': '3.1.0', 'info': {'title': 'Contoh', 'version': '1'}, 'servers': [{'url': site}], 'paths': paths}
validate(document)
print('document: valid')
api = OpenAPI.from_dict(document)
for name, parameter, place, body, builder in cases:
    try:
        result = api.unmarshal_request(WerkzeugOpenAPIRequest(Request(builder.get_environ())))
        value = result.body if body else getattr(result.parameters, place).get(parameter)
        seen = ', '.join(type(error).__name__ for error in result.errors) or (repr(value) if value else 'nothing')
    except (AttributeError, TypeError) as error:
        seen = f'raised {type(error).__name__}'
    print(f'{name}: {seen}')
P
sed -n '/^# Output:/,/^# Exit/s/^#   //p' "$0" | diff - "$D/seen"

import Foundation
import Testing

/// The documents that `validate` prints for programs and for browsers.
@Suite("validate's documents")
struct ValidateDocumentTests {
  @Test("as JSON have the keys of Frictionless's report, with the column's number and the remedy")
  func json() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    let file = try workdir.write(ValidateTests.faulty, to: "faulty.csv")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "clean.csv")
    let outcome = try workdir.validate("--output", "json", "clean.csv", "faulty.csv", "none.csv")
    let report = try workdir.python(
      """
      import csv, json, os, sys
      report = json.loads(sys.argv[1])
      keys = {'type', 'severity', 'title', 'rowNumber', 'lineNumber', 'fieldName', 'fieldNumber', 'cell', 'message', 'note'}
      assert set(report) == {'schema_version', 'valid', 'stats', 'tasks'}, set(report)
      assert report['stats'] == {'tasks': 3, 'errors': 5, 'warnings': 0}, report['stats']
      assert report['valid'] is False
      for task in report['tasks']:
          assert set(task) == {'name', 'valid', 'stats', 'errors'}, set(task)
          assert set(task['stats']) == {'rows', 'bytes', 'errors'}
          for error in task['errors']:
              assert set(error) == keys, set(error)
              assert error['title'] and error['message'] and error['note']
      clean, faulty, unopened = report['tasks']
      assert clean['valid'] and clean['errors'] == [] and clean['stats']['rows'] == 26
      assert faulty['name'] == 'faulty.csv' and not faulty['valid']
      assert faulty['stats'] == {'rows': 25, 'bytes': os.path.getsize(sys.argv[2]), 'errors': 4}
      assert [e['type'] for e in unopened['errors']] == ['source-error'] and not unopened['valid']
      records = list(csv.reader(open(sys.argv[2], encoding='utf-8', newline='')))
      for error in faulty['errors']:
          if error['fieldNumber'] is not None:
              assert records[error['rowNumber'] - 1][error['fieldNumber'] - 1] == error['cell'], error
          print(error['type'], error['severity'], error['rowNumber'], error['lineNumber'], error['fieldName'],
                error['fieldNumber'], error['cell'])
      """, outcome.output, file.path(percentEncoded: false))
    #expect(
      report == """
        preamble-skipped info None None None None 1
        return-incomplete error 3 3 line_code None None
        return-incomplete error 3 3 line_code None None
        type-error error 6 6 amount 4 $5
        foreign-key error 7 7 line_code 3 T999

        """)
  }

  @Test("name the column of every faulty cell, in the long and in the wide layout")
  func columns() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.write(
      ValidateTests.header + """
        RJ1,,2023-24,T110,many,6
        RJ1,,2021,T120,5
        ZZZ,,2023-24,T210,5
        RJ1,,2023-24,,5
        RJ1,,2023-24,T230

        """, to: "long.csv")
    try workdir.write(
      "organisation_code,financial_year,T110,T120,T210 (£000)\nRJ1,2023-24,1,x,y\n", to: "wide.csv")
    let outcome = try workdir.validate("--output", "json", "long.csv", "wide.csv")
    let columns = try workdir.python(
      """
      import json, sys
      for task in json.loads(sys.argv[1])['tasks']:
          for e in task['errors']:
              if e['type'] != 'return-incomplete':
                  print(e['lineNumber'], e['type'], e['fieldNumber'])
      """, outcome.output)
    #expect(
      columns == """
        2 type-error 5
        2 extra-cell 6
        3 year-unknown 3
        4 organisation-unknown 1
        5 constraint-error 4
        6 missing-cell 5
        1 unit-adapted 5
        2 type-error 4
        2 type-error 5

        """)
  }

  @Test("as HTML are one escaped page with one h1, captions, scopes and the cell marked")
  func html() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.write(
      ValidateTests.header.replacing("organisation_name", with: "line_description")
        + "RJ1,\"A & B's <b>\",2023-24,T110,<script>alert(1)</script> & co\n",
      to: "a<i>&.csv")
    try workdir.write(HandWrittenReturnsTests.guys.text, to: "clean.csv")
    let outcome = try workdir.validate("--output", "html", "a<i>&.csv", "clean.csv", "none.csv")
    let page = try workdir.python(
      """
      import sys
      from html.parser import HTMLParser
      class Page(HTMLParser):
          empty = {'meta', 'link', 'br', 'img'}
          def __init__(self):
              super().__init__()
              self.open, self.seen, self.texts, self.ids = [], [], {}, []
          def handle_starttag(self, tag, attributes):
              attributes = dict(attributes)
              self.seen.append((tag, attributes))
              if 'id' in attributes: self.ids.append(attributes['id'])
              if tag not in self.empty: self.open.append(tag)
          def handle_endtag(self, tag): assert self.open.pop() == tag, tag
          def handle_data(self, data):
              if self.open: self.texts.setdefault(self.open[-1], []).append(data)
      page = Page()
      page.feed(sys.argv[1])
      page.close()
      assert page.open == []
      count = lambda tag: sum(1 for name, _ in page.seen if name == tag)
      assert count('h1') == 1 and count('main') == 1 and count('header') == 1 and count('footer') == 1
      assert count('table') == count('caption') == 2, count('table')
      assert count('script') == 0 and count('i') == 0 and count('b') == 0
      assert all(a.get('scope') in ('col', 'row') for name, a in page.seen if name == 'th')
      assert dict(page.seen)['html'] == {'lang': 'en-GB'}
      assert len(page.ids) == len(set(page.ids))
      links = [a['href'] for name, a in page.seen if name == 'a']
      assert links[0] == '#main' and all(link[1:] in page.ids for link in links), links
      assert not [a for name, a in page.seen if 'src' in a or name == 'link']
      assert page.texts['mark'] == ['<script>alert(1)</script> & co'], page.texts['mark']
      assert page.texts['h2'] == ['Files that could not be opened', 'Files', 'a<i>&.csv', 'clean.csv'], page.texts['h2']
      print(page.texts['h1'], '0 errors in 26 records.' in page.texts['p'])
      """, outcome.output)
    #expect(page == "['Check of returns'] True\n")
  }

  /// The text is in colour on a terminal; what it says is the same without.
  @Test("as text are coloured on a terminal only, and not where somebody asks for none")
  func colour() throws {
    let workdir = try Workdir()
    defer { workdir.remove() }
    try workdir.write(ValidateTests.faulty, to: "faulty.csv")
    let pipeline = Workdir.project.appending(path: "Pipelines/nightly.yaml").path(percentEncoded: false)
    let outcome = try workdir.python(
      """
      import fcntl, os, pty, re, struct, subprocess, sys, termios
      def run(arguments, **environment):
          terminal, end = pty.openpty()
          fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 100, 0, 0))
          program = subprocess.Popen([sys.argv[1], 'validate', '--pipeline', sys.argv[2], 'faulty.csv'] + arguments,
                                     stdout=end, stderr=end, env={'TERM': 'xterm', **environment})
          os.close(end)
          output = b''
          while True:
              try: part = os.read(terminal, 65536)
              except OSError: break
              if not part: break
              output += part
          program.wait()
          return output.decode().replace('\\r\\n', '\\n')
      piped = subprocess.run([sys.argv[1], 'validate', '--pipeline', sys.argv[2], 'faulty.csv'], capture_output=True)
      plain = piped.stdout.decode()
      coloured = run([])
      assert '\\x1b[1;31m' in coloured and re.sub('\\x1b\\\\[[0-9;]*m', '', coloured) == plain, coloured
      assert run(['--no-color']) == plain and run([], NO_COLOR='1') == plain and '\\x1b' not in plain
      assert run([], NO_COLOR='') == coloured and run([], TERM='dumb') == plain
      print('same')
      """, techshare.path(percentEncoded: false), pipeline)
    #expect(outcome == "same\n")
  }
}

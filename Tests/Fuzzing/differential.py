"""Holds the program's records against those of Python's csv, over mutated sample returns and the fuzzer's corpus.

Where csv, strict, reads a file without error, both must give the same cells. Before they are compared:
  - blanks around csv's cells go where the program's cell has none; it drops them around unquoted cells, csv keeps them;
  - records of one blank cell go on both sides: they are blank lines, which the program passes over.
Left out, by the text alone, are files that hold what the program refuses and csv takes or reads otherwise: NUL, a quote
inside an unquoted cell of a record of several lines, and a tab before a quote that opens a cell.
"""
import collections, csv, io, json, os, pathlib, random, re, subprocess, sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "EndToEndTests/Scripts"))
import mutate_samples

SAMPLES = HERE.parent.parent / "SampleData/inbox"
csv.field_size_limit(sys.maxsize)


def text_of(data):
    """A file's text, decoded as the documents say, line ends as they stand."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data[2:].decode("utf-16-le" if data[0] == 0xFF else "utf-16-be", "replace")
    ascii_at = [0 < byte < 128 for byte in data[:4]]
    if ascii_at == [True, False] * 2 and data[1] == data[3] == 0:
        return data.decode("utf-16-le", "replace")
    if ascii_at == [False, True] * 2 and data[0] == data[2] == 0:
        return data.decode("utf-16-be", "replace")
    lines = re.findall(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", data.removeprefix(b"\xef\xbb\xbf"))
    return "".join(map(mutate_samples.decode, lines))


def python_records(text, delimiter):
    """The records that csv reads, or the reason why it is not asked."""
    if "\0" in text:
        return "holds NUL"
    part = re.escape(delimiter)
    if delimiter != "\t" and re.search(rf'(?:^|[\r\n{part}]) *\t[ \t]*"', text):
        return "tab before a quote"
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    records, before = [], 0
    try:
        for record in reader:
            raw = "".join(lines[before:reader.line_num])
            if reader.line_num - before > 1 and re.search(rf'(?:^|[\r\n{part}])[ \t]*[^"\r\n{part} \t][^"\r\n{part}]*"', raw):
                return "quote inside a cell"
            before = reader.line_num
            records.append(record)
    except csv.Error:
        return "csv refuses it"
    return records


def is_blank_line(record):
    return record is not None and len(record) <= 1 and not "".join(record).strip(" \t")


def difference(ours, theirs, blanks):
    """The first record that differs, with its number; None where none does."""
    ours = [record for record in ours if not is_blank_line(record)]
    theirs = [record for record in theirs if not is_blank_line(record)]
    for number, (our, their) in enumerate(zip(ours, theirs)):
        if our is None or len(our) != len(their):
            return number, our, their
        if our != their and any(one not in (other, other.strip(blanks)) for one, other in zip(our, their)):
            return number, our, their
    if len(ours) != len(theirs):
        return min(len(ours), len(theirs)), f"{len(ours)} records", f"{len(theirs)} records"
    return None


def originals():
    for path, delimiter, *_ in mutate_samples.SAMPLES:
        yield (SAMPLES / path).read_bytes(), delimiter
    for file in sorted((HERE / "corpus/records").iterdir()):
        data = file.read_bytes()
        delimited = data[:1] in (b",", b";", b"\t", b"|")
        yield data[delimited:], data[:1].decode() if delimited else ","


def compare(program, count, scratch, seed=11):
    """Mutates each original in turn until there are `count` files; gives what became of them and the first differences."""
    dice = random.Random(seed)
    sources = list(originals())
    told, differences = collections.Counter(), []
    for batch in range(0, count, 1000):
        names, files = [], []
        for number in range(batch, min(batch + 1000, count)):
            original, delimiter = sources[number % len(sources)]
            data = mutate_samples.mutate(original, dice)[0]
            files.append((data, delimiter))
            names.append(f"{delimiter} {scratch}/{number - batch}.csv\n")
            with open(f"{scratch}/{number - batch}.csv", "wb") as file:
                file.write(data)
        read = subprocess.run([program], input="".join(names), capture_output=True, text=True, check=True).stdout
        for (data, delimiter), line in zip(files, read.rstrip("\n").split("\n"), strict=True):
            theirs = python_records(text_of(data), delimiter)
            if isinstance(theirs, str):
                told[theirs] += 1
                continue
            told["compared"] += 1
            told["records compared"] += len(theirs)
            told["cells compared"] += sum(map(len, theirs))
            found = difference(json.loads(line), theirs, " \t".replace(delimiter, ""))
            if found:
                differences.append((data, delimiter, found))
    return told, differences

"""gdb shows TypeScript's values as Node would: `source runtime-c/gdb/tsvisor.py`, then `print shape`, `info locals`, `backtrace`.

Works on live programs and on core files, of a host or of the device: nothing of the program is called. Layouts: runtime-c/lang/rt.h.
"""

import gdb
import gdb.printing

# As Node's util.inspect: nested values below this are only named, longer lists are cut.
DEEPEST = 2
LONGEST = 100

# C types of the scalars of enum rt_kind (rt.h)
SCALARS = {
    "RT_U8": "unsigned char",
    "RT_U16": "unsigned short",
    "RT_U32": "unsigned int",
    "RT_U64": "unsigned long",
    "RT_I8": "signed char",
    "RT_I16": "short",
    "RT_I32": "int",
    "RT_I64": "long",
    "RT_BOOL": "_Bool",
    "RT_F32": "float",
    "RT_F64": "double",
}

# RT_BOX_CLASS: a scalar among values of several kinds; `last` of its class is the kind
BOX = 0xFFFFFFFE

# Bit 63 of an entry's number: the entry was deleted (rt_map.h).
DELETED = 1 << 63

CONTAINERS = {
    "rt_string": lambda value, depth: quoted(value),
    "rt_array": lambda value, depth: show_array(value, depth),
    "rt_bytes": lambda value, depth: show_array(value, depth),
    "rt_map": lambda value, depth: show_map(value, depth),
}


def quoted(string):
    """The text of a struct rt_string, as a JavaScript literal; lone surrogates of its WTF-8 as escapes."""
    size = int(string["bytes"])
    raw = gdb.selected_inferior().read_memory(int(string["text"]), size).tobytes() if size > 0 else b""
    text = raw.decode("utf-8", "surrogatepass")
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 else c) for c in text) + '"'


def element_at(address, element, depth):
    """What lies at `address`, by the struct rt_element that describes it."""
    kind = kind_name(int(element["kind"]))
    if kind in ("RT_STRING", "RT_OBJECT", "RT_MIXED"):
        return show_pointer(gdb.Value(address).cast(struct("rt_object").pointer().pointer()).dereference(), depth)
    if kind == "RT_OPTIONAL":
        return show_optional_bytes(address, int(element["size"]))
    return show_scalar(gdb.Value(address).cast(gdb.lookup_type(SCALARS[kind]).pointer()).dereference())


def kind_name(number):
    """The name of the constant of enum rt_kind, as the program was built with it."""
    for constant in gdb.lookup_type("enum rt_kind").fields():
        if constant.enumval == number:
            return constant.name
    return f"kind {number}"


def struct(name):
    return gdb.lookup_type("struct " + name)


def show_scalar(value):
    if value.type.strip_typedefs().code == gdb.TYPE_CODE_BOOL:
        return "true" if value else "false"
    if value.type.strip_typedefs().code == gdb.TYPE_CODE_FLT:
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 1e21 else repr(number)
    return str(int(value))


def show_optional_bytes(address, size):
    """{ bool has; T value } of a scalar whose type only the compiler knows: the bytes as an unsigned number."""
    raw = gdb.selected_inferior().read_memory(int(address), size).tobytes()
    return "null" if raw[0] == 0 else str(int.from_bytes(raw[size // 2 :], "little"))


def cut(parts, length):
    return parts + ([f"... {length - LONGEST} more"] if length > LONGEST else [])


def show_array(array, depth):
    length = int(array["length"])
    if depth > DEEPEST:
        return f"[Array({length})]"
    size, data = int(array["element"]["size"]), int(array["data"])
    parts = [element_at(data + n * size, array["element"], depth + 1) for n in range(min(length, LONGEST))]
    return "[" + ", ".join(cut(parts, length)) + "]"


def show_map(table, depth):
    is_set = int(table["value"]["size"]) == 0
    name = f"{'Set' if is_set else 'Map'}({int(table['size'])})"
    if depth > DEEPEST:
        return f"[{name}]"
    parts = [entry_text(table, entry, is_set, depth) for entry in entries_of(table)]
    return f"{name} {{" + ", ".join(cut(parts[:LONGEST], len(parts))) + "}"


def entries_of(table):
    """Addresses of the live entries, in order of insertion."""
    memory = gdb.selected_inferior()
    first, size = int(table["entries"]), int(table["entry_size"])
    for n in range(int(table["used"])):
        tag = int.from_bytes(memory.read_memory(first + n * size, 8).tobytes(), "little")
        if tag & DELETED == 0:
            yield first + n * size


def entry_text(table, entry, is_set, depth):
    key = element_at(entry + 8, table["key"], depth + 1)
    return key if is_set else f"{key} => {element_at(entry + int(table['value_offset']), table['value'], depth + 1)}"


def show_pointer(pointer, depth):
    """Any counted value, by the class that it says it is."""
    if int(pointer) == 0:
        return "null"
    kind = header(pointer)["class"]
    if int(kind["first"]) == BOX:
        scalar = gdb.lookup_type(SCALARS[kind_name(int(kind["last"]))])
        return show_scalar(gdb.Value(int(pointer) + struct("rt_object").sizeof).cast(scalar.pointer()).dereference())
    name = class_struct(pointer)
    if name is None:
        return f"{class_name(pointer)} {{...}}"
    value = pointer.cast(struct(name).pointer()).dereference()
    return CONTAINERS[name](value, depth) if name in CONTAINERS else show_object(value, class_name(pointer), depth)


def header(pointer):
    return pointer.cast(struct("rt_object").pointer()).dereference()


def class_name(pointer):
    return header(pointer)["class"]["name"].string()


def class_struct(pointer):
    """The C struct of the object's class: its table is a variable of the same name with `__class` (the runtime's own: `_class`) behind."""
    symbol = gdb.execute(f"info symbol {int(header(pointer)['class'])}", to_string=True)
    name = symbol.split(" ", 1)[0]
    if not name.endswith("_class"):
        return None
    name = name[: -len("_class")].rstrip("_")
    try:
        struct(name)
    except gdb.error:
        return None
    return name


def show_object(value, name, depth):
    if depth > DEEPEST:
        return f"[{name}]"
    fields = [f"{label}: {show_field(field, depth + 1)}" for label, field in fields_of(value)]
    return f"{name} {{ {', '.join(fields)} }}" if fields else f"{name} {{}}"


def fields_of(value):
    """The base class's fields come first; it is embedded as the first member."""
    for field in value.type.fields():
        part = value[field]
        if part.type.strip_typedefs().code == gdb.TYPE_CODE_STRUCT and field.bitpos == 0:
            if str(part.type) != "struct rt_object":
                yield from fields_of(part)
        else:
            yield field.name, part


def show_field(value, depth):
    kind = value.type.strip_typedefs()
    if kind.code == gdb.TYPE_CODE_PTR:
        return show_pointer(value, depth) if is_counted(kind.target()) else str(value)
    if kind.code == gdb.TYPE_CODE_STRUCT:
        names = [field.name for field in kind.fields()]
        if names == ["has", "value"]:
            return show_scalar(value["value"]) if value["has"] else "null"
        return "{...}"
    return show_scalar(value)


def is_counted(kind):
    """Every counted value starts with a struct rt_object."""
    kind = kind.strip_typedefs().unqualified()
    while kind.code == gdb.TYPE_CODE_STRUCT:
        if kind.tag == "rt_object":
            return True
        fields = kind.fields()
        if not fields:
            return False
        kind = fields[0].type.strip_typedefs().unqualified()
    return False


class Counted:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        return show_pointer(self.value, 0)


class Optional:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        return show_scalar(self.value["value"]) if self.value["has"] else "null"


def find_printer(value):
    kind = value.type.strip_typedefs().unqualified()
    if kind.code == gdb.TYPE_CODE_PTR and is_counted(kind.target()):
        return Counted(value)
    if kind.code == gdb.TYPE_CODE_STRUCT and (kind.tag or "").startswith("rt_optional_"):
        return Optional(value)
    return None


class Printers(gdb.printing.PrettyPrinter):
    def __call__(self, value):
        return find_printer(value)


gdb.printing.register_pretty_printer(None, Printers("tsvisor"), replace=True)

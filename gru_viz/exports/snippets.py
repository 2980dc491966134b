"""The parts of an exported script that don't change: STEP is one in the last decimal.

PRODUCT is the function that multiplies a matrix and a vector, in the order of the notation.
"""

SHOW = """\
def show(name, values):
    digits = (Decimal(v).quantize(Decimal("STEP"), ROUND_HALF_UP) + 0 for v in NUMBERS)
    print(f"  {name}", *digits)"""

SIGMA = """\
def sigma(a):
    return 1 / (1 + np.exp(-a))"""

SIGMA_AND_TANH = f"""\
{SIGMA}


def tanh(a):
    return 1 - 2 / (np.exp(2 * a) + 1)"""

EXACT_NUMPY = """\
exact = np.vectorize(lambda v: Decimal(str(v)), otypes=[object])"""

ROUNDED_NUMPY = """\
rounded = np.vectorize(lambda v: v.quantize(Decimal("STEP"), ROUND_HALF_UP), otypes=[object])


PRODUCT"""

PRODUCT_NUMPY = """\
def product(matrix, vector):
    return rounded(matrix * vector).sum(axis=1)"""

ROW_PRODUCT_NUMPY = """\
def product(vector, matrix):
    return rounded(vector[:, None] * matrix).sum(axis=0)"""

ROUNDED_TORCH = """\
def by_hand(operation, *tensors):
    tensors = torch.broadcast_tensors(*tensors)
    numbers = zip(*([Decimal(str(v)) for v in a.flatten().tolist()] for a in tensors))
    results = [operation(*n).quantize(Decimal("STEP"), ROUND_HALF_UP) for n in numbers]
    return torch.tensor([float(v) for v in results]).reshape(tensors[0].shape)


PRODUCT


def multiply(a, b):
    return by_hand(lambda m, n: m * n, a, b)


def add(*terms):
    return by_hand(lambda *n: sum(n), *terms)


def one_minus(a):
    return by_hand(lambda n: 1 - n, a)


def sigma(a):
    return by_hand(lambda n: 1 / (1 + (-n).exp()), a)


def tanh(a):
    return by_hand(lambda n: 1 - 2 / ((2 * n).exp() + 1), a)"""

PRODUCTS_TORCH = """\
def products(matrix, vector):
    return by_hand(lambda m, n: m * n, matrix, vector).unbind(dim=1)"""

ROW_PRODUCTS_TORCH = """\
def products(vector, matrix):
    return by_hand(lambda m, n: m * n, vector.unsqueeze(1), matrix).unbind(dim=0)"""

LOAD_LIBRARY = """\
gru = torch.nn.GRU({D}, {H})
with torch.no_grad():
    gru.weight_ih_l0.copy_({W})
    gru.weight_hh_l0.copy_({U})
    gru.bias_ih_l0.copy_({b})
    gru.bias_hh_l0.copy_({c})
    states, _ = gru({x}, {h}.unsqueeze(0))"""

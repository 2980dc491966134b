"""The small example of the Backpropagation page, forwards and backwards by hand.

Three timesteps, two units, one feature, a bias for each sum: the variant that renews, with the
reset before the product (`renews_before`), and the one that keeps, with it after the product and a
second bias in its bracket (`keeps_after`). Plain numbers, written out; nothing of the program is
used. The loss is ½ (h₁ − 1)² + ½ (h₂ − 1)² at the last timestep.

In the names the last digit is the unit: z1 is z of unit 1. What is given of a gradient has a d in
front: dz1 is ∂L/∂z of unit 1, and daz1 that at what goes into its σ.
"""

from math import exp, tanh

# The weights; U_r12 is the weight from unit 2 to the reset gate of unit 1.
W_r1, W_r2 = 1.0, 0.7
W_z1, W_z2 = -0.6, 0.6
W_n1, W_n2 = -0.5, 0.5
U_r11, U_r12, U_r21, U_r22 = -1.1, -0.2, -1.1, 1.1
U_z11, U_z12, U_z21, U_z22 = 0.6, 0.2, -0.9, -0.8
U_n11, U_n12, U_n21, U_n22 = 0.3, 0.7, 1.2, 1.0
b_r1, b_r2 = -0.3, 0.0
b_z1, b_z2 = 0.4, -0.3
b_n1, b_n2 = 0.15, 0.0
c_n1, c_n2 = -0.15, 0.0

X = (0.5, -1.0, 1.0)
H0 = (0.2, 0.3)
TARGET = 1.0

Numbers = dict[str, float]


def sigma(a: float) -> float:
    return 1 / (1 + exp(-a))


def named(**numbers: float) -> Numbers:
    return numbers


def renews_before() -> tuple[list[Numbers], Numbers]:
    """For each timestep everything by its name, and the gradients at the weights and at h₀."""
    steps: list[Numbers] = []
    h1, h2 = H0
    for x in X:
        g1, g2 = h1, h2  # the state before
        r1 = sigma(W_r1 * x + U_r11 * g1 + U_r12 * g2 + b_r1)
        r2 = sigma(W_r2 * x + U_r21 * g1 + U_r22 * g2 + b_r2)
        z1 = sigma(W_z1 * x + U_z11 * g1 + U_z12 * g2 + b_z1)
        z2 = sigma(W_z2 * x + U_z21 * g1 + U_z22 * g2 + b_z2)
        n1 = tanh(W_n1 * x + U_n11 * (r1 * g1) + U_n12 * (r2 * g2) + b_n1)
        n2 = tanh(W_n2 * x + U_n21 * (r1 * g1) + U_n22 * (r2 * g2) + b_n2)
        h1 = (1 - z1) * g1 + z1 * n1
        h2 = (1 - z2) * g2 + z2 * n2
        steps.append(
            named(x=x, g1=g1, g2=g2, r1=r1, r2=r2, z1=z1, z2=z2, n1=n1, n2=n2, h1=h1, h2=h2)
        )

    sums = dict.fromkeys(_WEIGHTS, 0.0)
    back1 = back2 = 0.0  # what comes back from later timesteps: nothing, at the last one
    for t in (3, 2, 1):
        s = steps[t - 1]
        x, g1, g2 = s["x"], s["g1"], s["g2"]
        r1, r2, z1, z2, n1, n2 = (s[name] for name in ("r1", "r2", "z1", "z2", "n1", "n2"))
        loss1 = s["h1"] - TARGET if t == 3 else 0.0
        loss2 = s["h2"] - TARGET if t == 3 else 0.0
        dh1 = loss1 + back1
        dh2 = loss2 + back2
        # h = (1 − z) g + z n: to g directly, to n, and to z by both of its places
        kept1 = dh1 * (1 - z1)
        kept2 = dh2 * (1 - z2)
        dn1 = dh1 * z1
        dn2 = dh2 * z2
        dz1 = dh1 * (n1 - g1)
        dz2 = dh2 * (n2 - g2)
        # n = tanh(…), z = σ(…)
        dan1 = dn1 * (1 - n1 * n1)
        dan2 = dn2 * (1 - n2 * n2)
        daz1 = dz1 * z1 * (1 - z1)
        daz2 = dz2 * z2 * (1 - z2)
        # r1 g1 is multiplied by U_n11 in unit 1 and by U_n21 in unit 2; r2 g2 by the others
        drg1 = U_n11 * dan1 + U_n21 * dan2
        drg2 = U_n12 * dan1 + U_n22 * dan2
        byn1 = drg1 * r1
        byn2 = drg2 * r2
        dr1 = drg1 * g1
        dr2 = drg2 * g2
        dar1 = dr1 * r1 * (1 - r1)
        dar2 = dr2 * r2 * (1 - r2)
        byz1 = U_z11 * daz1 + U_z21 * daz2
        byz2 = U_z12 * daz1 + U_z22 * daz2
        byr1 = U_r11 * dar1 + U_r21 * dar2
        byr2 = U_r12 * dar1 + U_r22 * dar2
        next1, next2 = back1, back2
        back1 = kept1 + byn1 + byz1 + byr1
        back2 = kept2 + byn2 + byz2 + byr2
        s |= named(
            d_loss1=loss1, d_loss2=loss2, d_next1=next1, d_next2=next2, d_h1=dh1, d_h2=dh2,
            d_kept1=kept1, d_kept2=kept2, d_n1=dn1, d_n2=dn2, d_a_n1=dan1, d_a_n2=dan2,
            d_rq1=drg1, d_rq2=drg2, d_by_n1=byn1, d_by_n2=byn2, d_z1=dz1, d_z2=dz2,
            d_a_z1=daz1, d_a_z2=daz2, d_by_z1=byz1, d_by_z2=byz2, d_r1=dr1, d_r2=dr2,
            d_a_r1=dar1, d_a_r2=dar2, d_by_r1=byr1, d_by_r2=byr2, d_back1=back1, d_back2=back2,
        )  # fmt: skip
        sums["W_r1"] += dar1 * x
        sums["W_r2"] += dar2 * x
        sums["W_z1"] += daz1 * x
        sums["W_z2"] += daz2 * x
        sums["W_n1"] += dan1 * x
        sums["W_n2"] += dan2 * x
        sums["U_r11"] += dar1 * g1
        sums["U_r12"] += dar1 * g2
        sums["U_r21"] += dar2 * g1
        sums["U_r22"] += dar2 * g2
        sums["U_z11"] += daz1 * g1
        sums["U_z12"] += daz1 * g2
        sums["U_z21"] += daz2 * g1
        sums["U_z22"] += daz2 * g2
        sums["U_n11"] += dan1 * (r1 * g1)
        sums["U_n12"] += dan1 * (r2 * g2)
        sums["U_n21"] += dan2 * (r1 * g1)
        sums["U_n22"] += dan2 * (r2 * g2)
        sums["b_r1"] += dar1
        sums["b_r2"] += dar2
        sums["b_z1"] += daz1
        sums["b_z2"] += daz2
        sums["b_n1"] += dan1
        sums["b_n2"] += dan2
        s |= {f"built_{name}": built for name, built in sums.items()}
    return steps, {**sums, "h01": back1, "h02": back2}


def keeps_after() -> tuple[list[Numbers], Numbers]:
    """The same for z that keeps, whose weights have the other sign, and r after the product."""
    steps: list[Numbers] = []
    h1, h2 = H0
    for x in X:
        g1, g2 = h1, h2
        r1 = sigma(W_r1 * x + U_r11 * g1 + U_r12 * g2 + b_r1)
        r2 = sigma(W_r2 * x + U_r21 * g1 + U_r22 * g2 + b_r2)
        z1 = sigma(-W_z1 * x - U_z11 * g1 - U_z12 * g2 - b_z1)
        z2 = sigma(-W_z2 * x - U_z21 * g1 - U_z22 * g2 - b_z2)
        q1 = U_n11 * g1 + U_n12 * g2 + c_n1
        q2 = U_n21 * g1 + U_n22 * g2 + c_n2
        n1 = tanh(W_n1 * x + b_n1 + r1 * q1)
        n2 = tanh(W_n2 * x + b_n2 + r2 * q2)
        h1 = z1 * g1 + (1 - z1) * n1
        h2 = z2 * g2 + (1 - z2) * n2
        steps.append(
            named(
                x=x, g1=g1, g2=g2, r1=r1, r2=r2, z1=z1, z2=z2, n1=n1, n2=n2, h1=h1, h2=h2,
                q1=q1, q2=q2,
            )
        )  # fmt: skip

    sums = dict.fromkeys((*_WEIGHTS, "c_n1", "c_n2"), 0.0)
    back1 = back2 = 0.0
    for t in (3, 2, 1):
        s = steps[t - 1]
        x, g1, g2, q1, q2 = s["x"], s["g1"], s["g2"], s["q1"], s["q2"]
        r1, r2, z1, z2, n1, n2 = (s[name] for name in ("r1", "r2", "z1", "z2", "n1", "n2"))
        loss1 = s["h1"] - TARGET if t == 3 else 0.0
        loss2 = s["h2"] - TARGET if t == 3 else 0.0
        dh1 = loss1 + back1
        dh2 = loss2 + back2
        # h = z g + (1 − z) n
        kept1 = dh1 * z1
        kept2 = dh2 * z2
        dn1 = dh1 * (1 - z1)
        dn2 = dh2 * (1 - z2)
        dz1 = dh1 * (g1 - n1)
        dz2 = dh2 * (g2 - n2)
        dan1 = dn1 * (1 - n1 * n1)
        dan2 = dn2 * (1 - n2 * n2)
        daz1 = dz1 * z1 * (1 - z1)
        daz2 = dz2 * z2 * (1 - z2)
        # n = tanh(… + r q), with q = U_n g + c_n
        dq1 = dan1 * r1
        dq2 = dan2 * r2
        dr1 = dan1 * q1
        dr2 = dan2 * q2
        dar1 = dr1 * r1 * (1 - r1)
        dar2 = dr2 * r2 * (1 - r2)
        byn1 = U_n11 * dq1 + U_n21 * dq2
        byn2 = U_n12 * dq1 + U_n22 * dq2
        byz1 = -U_z11 * daz1 - U_z21 * daz2
        byz2 = -U_z12 * daz1 - U_z22 * daz2
        byr1 = U_r11 * dar1 + U_r21 * dar2
        byr2 = U_r12 * dar1 + U_r22 * dar2
        next1, next2 = back1, back2
        back1 = kept1 + byn1 + byz1 + byr1
        back2 = kept2 + byn2 + byz2 + byr2
        s |= named(
            d_loss1=loss1, d_loss2=loss2, d_next1=next1, d_next2=next2, d_h1=dh1, d_h2=dh2,
            d_kept1=kept1, d_kept2=kept2, d_n1=dn1, d_n2=dn2, d_a_n1=dan1, d_a_n2=dan2,
            d_rq1=dan1, d_rq2=dan2, d_q1=dq1, d_q2=dq2, d_by_n1=byn1, d_by_n2=byn2,
            d_z1=dz1, d_z2=dz2, d_a_z1=daz1, d_a_z2=daz2, d_by_z1=byz1, d_by_z2=byz2,
            d_r1=dr1, d_r2=dr2, d_a_r1=dar1, d_a_r2=dar2, d_by_r1=byr1, d_by_r2=byr2,
            d_back1=back1, d_back2=back2,
        )  # fmt: skip
        sums["W_r1"] += dar1 * x
        sums["W_r2"] += dar2 * x
        sums["W_z1"] += daz1 * x
        sums["W_z2"] += daz2 * x
        sums["W_n1"] += dan1 * x
        sums["W_n2"] += dan2 * x
        sums["U_r11"] += dar1 * g1
        sums["U_r12"] += dar1 * g2
        sums["U_r21"] += dar2 * g1
        sums["U_r22"] += dar2 * g2
        sums["U_z11"] += daz1 * g1
        sums["U_z12"] += daz1 * g2
        sums["U_z21"] += daz2 * g1
        sums["U_z22"] += daz2 * g2
        sums["U_n11"] += dq1 * g1
        sums["U_n12"] += dq1 * g2
        sums["U_n21"] += dq2 * g1
        sums["U_n22"] += dq2 * g2
        sums["b_r1"] += dar1
        sums["b_r2"] += dar2
        sums["b_z1"] += daz1
        sums["b_z2"] += daz2
        sums["b_n1"] += dan1
        sums["b_n2"] += dan2
        sums["c_n1"] += dq1
        sums["c_n2"] += dq2
        s |= {f"built_{name}": built for name, built in sums.items()}
    return steps, {**sums, "h01": back1, "h02": back2}


_WEIGHTS = (
    "W_r1", "W_r2", "W_z1", "W_z2", "W_n1", "W_n2",
    "U_r11", "U_r12", "U_r21", "U_r22", "U_z11", "U_z12", "U_z21", "U_z22",
    "U_n11", "U_n12", "U_n21", "U_n22",
    "b_r1", "b_r2", "b_z1", "b_z2", "b_n1", "b_n2",
)  # fmt: skip
